/* t_value.c - values as data, and the fields of structures. */
#include "../value.h"

#include <stdint.h>
#include <string.h>

#include "test.h"

static void sizes(void)
{
	struct value v = { .kind = VALUE_STRING, .size = 3 };

	CHECK(value_data_size(&v) == 3);
	v = (struct value){ .kind = VALUE_PATTERN, .number = 100 };
	CHECK(value_data_size(&v) == 100);
	v.number = -1;
	CHECK(value_data_size(&v) == SIZE_MAX);
	v = (struct value){ .kind = VALUE_REPEAT, .size = 3, .number = 5 };
	CHECK(value_data_size(&v) == 15);
	v.number = INT64_MAX;
	CHECK(value_data_size(&v) == SIZE_MAX);
	v = (struct value){ .kind = VALUE_REPEAT, .size = 0, .number = 5 };
	CHECK(value_data_size(&v) == 0);
	v.kind = VALUE_NUMBER;
	CHECK(value_data_size(&v) == SIZE_MAX);
}

static void bytes(void)
{
	static const unsigned char ab[] = "ab";
	struct value v = { .kind = VALUE_REPEAT, .size = 2, .number = 3 };
	unsigned char to[16];

	v.bytes = ab;
	value_fill(&v, to, 6);
	CHECK(!memcmp(to, "ababab", 6));
	v.kind = VALUE_STRING;
	value_fill(&v, to, 2);
	CHECK(!memcmp(to, "ab", 2));
	value_fill(&v, to, 0);
	v.kind = VALUE_PATTERN;
	value_fill(&v, to, 9);
	CHECK(!memcmp(to, "0000000\n0", 9));
}

int main(void)
{
	sizes();
	bytes();
	return test_end();
}
