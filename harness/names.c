/* names.c - constants by name and by value, from the lists in names/. */
#include "names.h"

#include <string.h>

#include "signals.h"
#include "system.h"

/* For names/handler.names. */
#undef SIG_DFL
#undef SIG_IGN
#define SIG_DFL SIGNALS_DFL
#define SIG_IGN SIGNALS_IGN
#define COUNT   SIGNALS_COUNT

struct row {
	const char *name;
	long long value;
	enum names_set set;
	bool here;
};

static const struct row rows[] = {
#include "names_rows.inc"
};

enum { ROWS = sizeof rows / sizeof rows[0] };

/* The first byte settles nearly all of some 600 comparisons. */
static bool same(const char *name, const char *text, size_t size)
{
	return *name == *text && strncmp(name, text, size) == 0 &&
	       name[size] == '\0';
}

enum names_found names_value(const char *name, size_t size, long long *value)
{
	enum names_found found = NAMES_UNKNOWN;

	for (size_t i = 0; i < ROWS; i++) {
		if (!same(rows[i].name, name, size))
			continue;
		if (rows[i].here) {
			*value = rows[i].value;
			return NAMES_OK;
		}
		found = NAMES_ABSENT;
	}
	return found;
}

const char *names_name(enum names_set set, long long value)
{
	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].set == set && rows[i].here &&
		    rows[i].value == value)
			return rows[i].name;
	}
	return NULL;
}

void names_show(struct buf *b, enum names_set set, long long value)
{
	const char *name = names_name(set, value);

	if (name) {
		buf_text(b, name);
		return;
	}
	if (set == NAMES_ERRNO)
		buf_text(b, "errno:");
	buf_number(b, value);
}

/* Names of several bits first come first served, as the list has them. */
void names_flags(struct buf *b, enum names_set set, unsigned long long value)
{
	unsigned long long bits;
	size_t shown = 0;

	for (size_t i = 0; i < ROWS && value; i++) {
		bits = (unsigned long long)rows[i].value;
		if (rows[i].set != set || !rows[i].here || !bits)
			continue;
		if ((value & bits) != bits)
			continue;
		buf_separate(b, shown++, "|");
		buf_text(b, rows[i].name);
		value &= ~bits;
	}
	if (value) {
		buf_separate(b, shown, "|");
		buf_text(b, "0x");
		buf_hex(b, value, value >> 32 ? 16 : value >> 16 ? 8 : 4);
	} else if (!shown) {
		buf_char(b, '0');
	}
}

const char *names_complete(const char *begin, size_t n)
{
	size_t size = strlen(begin);

	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].here && strncmp(rows[i].name, begin, size) == 0 &&
		    n-- == 0)
			return rows[i].name;
	}
	return NULL;
}
