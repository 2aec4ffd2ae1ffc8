# names.awk - turn the lists of names into rows for names.c.
#
# Without a variable: `{ "EAGAIN", EAGAIN, NAMES_ERRNO, true },` of every name.
# With enum=1: `NAMES_ERRNO,` of every list.

FNR == 1 {
	set = FILENAME
	sub(/.*\//, "", set)
	sub(/\.names$/, "", set)
	set = "NAMES_" toupper(set)
	if (enum)
		print set ","
}
enum || /^[ \t]*(#|$)/ { next }
{
	print "#ifdef " $1
	print "{ \"" $1 "\", (long long)(" $1 "), " set ", true },"
	print "#else"
	print "{ \"" $1 "\", 0, " set ", false },"
	print "#endif"
}
