/* result.c - what a call may return, as it lies in memory. */
#include "result.h"

#include <stdint.h>

size_t result_width(enum result result)
{
	switch (result) {
	case RESULT_U16:
		return sizeof(uint16_t);
	case RESULT_U32:
	case RESULT_INET:
		return sizeof(uint32_t);
	case RESULT_TEXT:
		return sizeof(char *);
	case RESULT_NUMBER:
	case RESULT_ZERO:
	case RESULT_LOOP:
	case RESULT_FD:
	case RESULT_CHILD:
	case RESULT_PLAIN:
	case RESULT_EAI:
	case RESULT_BYTES:
		break;
	}
	return sizeof(int);
}
