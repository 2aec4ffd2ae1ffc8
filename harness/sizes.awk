# sizes.awk - turn names/types.list into rows for sizes.c.
#
# `struct linger: l_onoff l_linger` is a type and its members. With probe=1: one
# line of C per row, so that the compiler's complaints tell by their line
# numbers what is absent. Then, with the complaints as first file, the rows:
# `{ "struct linger", "l_onoff", offsetof(...), sizeof(...), true },`.

function row(type, member, offset, size) {
	count++
	if (probe)
		print "extern char p" count "[1 + " offset " + " size "];"
	else if (count in absent)
		print "{ \"" type "\", " member ", 0, 0, false },"
	else
		print "{ \"" type "\", " member ", " offset ", " size ", true },"
}
complaints == FILENAME {
	if (match($0, /^[^:]*:[0-9]+:/)) {
		line = substr($0, 1, RLENGTH - 1)
		sub(/^[^:]*:/, "", line)
		absent[line - 1] = 1
	}
	next
}
FNR == 1 && probe { print "#include \"system.h\"" }
/^[ \t]*(#|$)/ { next }
{
	type = $0
	sub(/ *:.*/, "", type)
	row(type, "NULL", "0", "sizeof(" type ")")
	members = index($0, ":") ? split(substr($0, index($0, ":") + 1), member) : 0
	for (i = 1; i <= members; i++)
		row(type, "\"" member[i] "\"",
		    "offsetof(" type ", " member[i] ")",
		    "sizeof(((" type " *)0)->" member[i] ")")
}
