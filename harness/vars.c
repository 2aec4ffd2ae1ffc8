/* vars.c - the names that a case gives to descriptors and other values. */
#include "vars.h"

#include <pthread.h>
#include <string.h>

struct var {
	char name[VARS_NAME_MAX];
	long long number;
	size_t width;
};

/* Threads of one peer share their names. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct var vars[VARS_MAX];
static size_t vars_used;

static struct var *find(const char *name)
{
	for (size_t i = 0; i < vars_used; i++) {
		if (!strcmp(vars[i].name, name))
			return &vars[i];
	}
	return NULL;
}

void vars_resolve(struct statement *s)
{
	const struct var *var;
	struct value *v;

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < s->values_used; i++) {
		v = &s->values[i];
		var = v->kind == VALUE_NAME ? find(v->word) : NULL;
		if (!var)
			continue;
		v->kind = VALUE_NUMBER;
		v->number = var->number;
		v->width = var->width;
	}
	pthread_mutex_unlock(&lock);
}

static bool save(const char *name, size_t width, long long number)
{
	struct var *var = find(name);

	if (!var && (vars_used == VARS_MAX || strlen(name) >= sizeof var->name))
		return false;
	if (!var) {
		var = &vars[vars_used++];
		strcpy(var->name, name);
	}
	var->number = number;
	var->width = width;
	return true;
}

bool vars_save(const char *name, enum result result, long long number,
	       struct buf *fault)
{
	bool saved;

	pthread_mutex_lock(&lock);
	saved = save(name, result_width(result), number);
	pthread_mutex_unlock(&lock);
	if (!saved)
		parse_broken(fault, "no room for the name", name);
	return saved;
}

bool vars_keep(const struct call *c, struct buf *fault)
{
	const struct call_naming *naming = c->names;
	const char *target = c->statement->target;

	if (target && !vars_save(target, c->spec->result, c->value, fault))
		return false;
	for (; naming < c->names + c->names_used; naming++) {
		if (!vars_save(naming->name, naming->result, naming->number,
			       fault))
			return false;
	}
	return true;
}

void vars_forget(void)
{
	pthread_mutex_lock(&lock);
	vars_used = 0;
	pthread_mutex_unlock(&lock);
}
