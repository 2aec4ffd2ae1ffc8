/* value.h - a value as a line of the notation writes it; knows no call. */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum value_kind {
	VALUE_NUMBER,  /* 7, AF_INET, A|B, or a saved value once resolved */
	VALUE_NAME,    /* a name that is no constant and has not been saved */
	VALUE_STRING,  /* "text" */
	VALUE_PATTERN, /* pattern(n) */
	VALUE_REPEAT,  /* repeat("x", n) */
	VALUE_ADDRESS, /* 127.0.0.1:80, unix:/path, unspec: */
	VALUE_INET,    /* 127.0.0.1, ::1 */
	VALUE_NULL,
	VALUE_BAD, /* an address where nothing is mapped */
	VALUE_LIST,
	VALUE_STRUCT
};

struct address {
	struct sockaddr_storage at;
	socklen_t len;
};

struct inet {
	int family;
	unsigned char bytes[16]; /* as on the wire; IPv4 uses four */
};

struct value {
	enum value_kind kind;
	const char *label;  /* "len" in len=2, else NULL */
	const char *source; /* where it stands in the line, for messages */
	const char *word;   /* the NAME, also after it has been resolved */

	long long number; /* NUMBER; how many for PATTERN and REPEAT */
	size_t width;     /* of a saved number in memory; else 0 */

	const unsigned char *bytes; /* STRING, REPEAT; '\0' follows */
	size_t size;

	struct value *first; /* LIST, STRUCT: the items */
	struct value *next;  /* the next item, or argument */
	size_t count;

	union {
		struct address address;
		struct inet inet;
	};
};

/* Bytes as data: STRING, PATTERN, REPEAT. value_data_size is SIZE_MAX for
 * what is no data, or too much to be had. */
size_t value_data_size(const struct value *v);
void value_fill(const struct value *v, unsigned char *to, size_t size);

/* The item that is labelled so, or else stands at that place; or NULL. */
const struct value *value_field(const struct value *v, const char *label,
				size_t index);

#endif
