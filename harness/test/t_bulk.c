/* t_bulk.c - the pattern, and how bytes are told. */
#include "../bulk.h"

#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { SIZE = 100000 };

static unsigned char data[SIZE];

static bool shows(const void *bytes, size_t size, const char *expected)
{
	char text[512];
	struct buf b;

	buf_init(&b, text, sizeof text);
	bulk_show_bytes(bytes, size, &b);
	if (strcmp(text, expected))
		printf("# got %s\n", text);
	return strcmp(text, expected) == 0;
}

static void patterns(void)
{
	bulk_pattern(data, 0, SIZE);
	CHECK(!memcmp(data, "0000000\n0000001\n", 16));
	CHECK(!memcmp(data + 8 * 0x2a, "000002a\n", 8));
	CHECK(shows(data, SIZE, "pattern(100000)"));
	CHECK(shows(data, 65, "pattern(65)"));
	for (size_t offset = 1; offset < 20; offset++) {
		char expected[64];

		snprintf(expected, sizeof expected, "pattern(100)+%zu", offset);
		CHECK(shows(data + offset, 100, expected));
	}
}

static void near_misses(void)
{
	bulk_pattern(data, 0, SIZE);
	data[SIZE - 1] ^= 1;
	CHECK(!shows(data, SIZE, "pattern(100000)"));
	CHECK(shows(data, SIZE - 1, "pattern(99999)"));
	memset(data, 'x', SIZE);
	CHECK(shows(data, 64,
		    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		    "xxxxxxxxxxxxxxxxxxxxx\""));
	CHECK(shows(data, 65,
		    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"... "
		    "size=65 sum=7d70a52549704607"));
	/* A block 0 that something else stands before. */
	memset(data, 'x', 3);
	data[3] = '\n';
	bulk_pattern(data + 4, 0, 100);
	CHECK(!shows(data, 100, "pattern(100)+18446744073709551612"));
}

static void pieces(void)
{
	char text[128];
	struct bulk all;
	struct buf b;

	bulk_pattern(data, 0, SIZE);
	bulk_init(&all);
	for (size_t at = 13; at < SIZE; at += 7)
		bulk_add(&all, data + at, SIZE - at < 7 ? SIZE - at : 7);
	buf_init(&b, text, sizeof text);
	bulk_show(&all, &b);
	CHECK(!strcmp(text, "pattern(99987)+13"));
}

int main(void)
{
	patterns();
	near_misses();
	pieces();
	CHECK(shows("", 0, "\"\""));
	return test_end();
}
