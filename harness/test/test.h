/* test.h - TAP in twenty lines: CHECK(condition), and test_end() at the end. */
#ifndef TEST_H
#define TEST_H

#include <stdbool.h>
#include <stdio.h>

static int test_count, test_failed;

#define CHECK(condition)                                                     \
	do {                                                                 \
		int ok_ = !!(condition);                                     \
		printf("%sok %d - %s:%d\n", ok_ ? "" : "not ", ++test_count, \
		       __FILE__, __LINE__);                                  \
		if (!ok_)                                                    \
			printf("# failed: %s\n", #condition);                \
		test_failed += !ok_;                                         \
	} while (0)

/* Prints the plan; what main() returns. */
static inline int test_end(void)
{
	printf("1..%d\n", test_count);
	return test_failed > 0 || test_count == 0;
}

#endif
