/* edit.h - lines from a terminal, with editing where a library is at hand. */
#ifndef EDIT_H
#define EDIT_H

/* Takes libedit or readline if the system has one. A peer on pipes never comes
 * here: it starts fast and depends on neither. complete() gives the n-th word
 * that begins so, in memory of its own; NULL after the last. */
void edit_start(char *(*complete)(const char *begin, int n));

/* The next line, to be freed; NULL at the end. */
char *edit_line(const char *prompt);

#endif
