#!/bin/sh
# run.sh - run test programs that print TAP; show what fails, and a summary.
#
# usage: run.sh PROGRAM...
failed=0
checks=0
for program; do
	said=$("$program" </dev/null 2>&1)
	status=$?
	checks=$((checks + $(printf '%s\n' "$said" | grep -c '^ok ')))
	if [ $status -ne 0 ] || ! printf '%s\n' "$said" | grep -q '^1\.\.'; then
		printf 'FAIL: %s (exit %s)\n' "$program" "$status"
		printf '%s\n' "$said" | grep -v '^ok '
		failed=$((failed + 1))
	fi
done
printf '%s: %s programs, %s checks, %s failed\n' unit $# $checks $failed
[ $failed -eq 0 ] && [ $checks -gt 0 ]
