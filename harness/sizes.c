/* sizes.c - the sizes and offsets of names/types.list, and what compiled. */
#include <string.h>

#include "names.h"
#include "system.h"

struct size_row {
	const char *type;
	const char *member; /* NULL: the type itself */
	size_t offset;
	size_t size;
	bool here;
};

static const struct size_row sizes[] = {
#include "sizes.inc"
};

struct probe_row {
	const char *name;
	bool compiled;
};

static const struct probe_row probes[] = {
#include "probes.inc"
	{ NULL, false },
};

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static enum names_found find(const char *type, const char *member,
			     const struct size_row **found)
{
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		if (!same(sizes[i].type, type) ||
		    !same(sizes[i].member, member))
			continue;
		*found = &sizes[i];
		return sizes[i].here ? NAMES_OK : NAMES_ABSENT;
	}
	return NAMES_UNKNOWN;
}

enum names_found names_sizeof(const char *type, size_t *size)
{
	return names_membersize(type, NULL, size);
}

enum names_found names_membersize(const char *type, const char *member,
				  size_t *size)
{
	const struct size_row *row;
	enum names_found found = find(type, member, &row);

	if (found == NAMES_OK)
		*size = row->size;
	return found;
}

enum names_found names_offsetof(const char *type, const char *member,
				size_t *offset)
{
	const struct size_row *row;
	enum names_found found = find(type, member, &row);

	if (found == NAMES_OK)
		*offset = row->offset;
	return found;
}

enum names_found names_probe(const char *name, bool *compiled)
{
	for (const struct probe_row *row = probes; row->name; row++) {
		if (!same(row->name, name))
			continue;
		*compiled = row->compiled;
		return NAMES_OK;
	}
	return NAMES_UNKNOWN;
}
