/* crew.c - the threads of a peer: who reads, who runs a call, who waits. */
#include "crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "chan.h"
#include "parse.h"
#include "port.h"
#include "session.h"
#include "world.h"

enum state { ABSENT, IDLE, HAS_LINE, IN_CALL };

struct worker {
	int number; /* 1 to CREW_MAX */
	enum state state;
	atomic_bool started;
	pthread_t thread;
	pthread_cond_t wake;
	long id; /* the kernel's */
	char line[PARSE_LINE_MAX];
	struct session session;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t came = PTHREAD_COND_INITIALIZER; /* a thread has */
static struct worker crew[CREW_MAX];
static bool reading; /* somebody is */
static bool several; /* more than one thread has been asked for */

/* `/2 = 7`: thread 1 needs no prefix. */
static void begin_answer(struct worker *w, struct buf *answer, int number)
{
	buf_init(answer, w->session.answer, sizeof w->session.answer - 1);
	if (number == 1)
		return;
	buf_char(answer, '/');
	buf_number(answer, number);
	buf_char(answer, ' ');
}

/* The byte that begin_answer() kept back is for the newline. */
static void end_answer(struct buf *answer)
{
	answer->text[answer->used] = '\n';
	chan_write(answer->text, answer->used + 1);
}

static void say(struct worker *w, int number, const char *text)
{
	struct buf answer;

	begin_answer(w, &answer, number);
	buf_text(&answer, text);
	end_answer(&answer);
}

static void *work(void *worker);

/* With the lock. The thread is there when this returns. */
static bool start(struct worker *w)
{
	if (w->state != ABSENT)
		return true;
	pthread_cond_init(&w->wake, NULL);
	w->number = (int)(w - crew) + 1;
	several = true;
	if (pthread_create(&w->thread, NULL, work, w))
		return false;
	while (w->state == ABSENT)
		pthread_cond_wait(&came, &lock);
	return true;
}

/* With the lock: the thread is in the crew. */
static void join(struct worker *w)
{
	w->id = port_thread_id();
	w->state = IDLE;
	w->started = true;
	pthread_cond_broadcast(&came);
}

/* thread(2): its number in the kernel; it comes into being. */
static bool verb_thread(struct worker *w, const char *line, int number)
{
	struct buf answer;
	int asked;

	if (strncmp(line, "thread(", 7) || line[8] != ')' || line[9])
		return false;
	asked = line[7] - '0';
	if (asked < 1 || asked > CREW_MAX || !start(&crew[asked - 1])) {
		say(w, number, "broken: threads are numbered from 1 to 8");
		return true;
	}
	begin_answer(w, &answer, number);
	buf_text(&answer, "= ");
	buf_number(&answer, crew[asked - 1].id);
	end_answer(&answer);
	return true;
}

static bool verb_reset(struct worker *w, const char *line, int number)
{
	struct buf answer;

	if (strcmp(line, "reset()"))
		return false;
	begin_answer(w, &answer, number);
	world_reset(&answer);
	end_answer(&answer);
	return true;
}

/* With the lock: gives a line to the thread that it is for. */
static void hand_over(struct worker *reader, const char *line, int number)
{
	struct worker *w = &crew[number - 1];

	if (!start(w)) {
		say(reader, number, "broken: no more threads to be had");
	} else if (w->state != IDLE) {
		say(reader, number, "broken: that thread is still in a call");
	} else {
		strcpy(w->line, line);
		w->state = HAS_LINE;
		if (w != reader)
			pthread_cond_signal(&w->wake);
	}
}

/* /2 close(a): the number, and where the call begins; 0 if there is no such
 * thread. */
static int addressee(const char **line)
{
	const char *at = *line;
	int number;

	if (*at != '/')
		return 1;
	number = at[1] - '0';
	if (number < 1 || number > CREW_MAX || at[2] != ' ')
		return 0;
	*line = at + 3;
	return number;
}

/* With the lock. Verbs are the reader's own: they work while others block. */
static void dispatch(struct worker *reader, const char *line)
{
	int number = addressee(&line);

	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return;
	if (!number)
		say(reader, 1, "broken: threads are numbered from 1 to 8");
	else if (!verb_reset(reader, line, number) &&
		 !verb_thread(reader, line, number))
		hand_over(reader, line, number);
}

/* With the lock, which is not held while it waits for input. */
static void read_one(struct worker *w)
{
	static char line[PARSE_LINE_MAX]; /* of the only reader */
	enum chan_got got;

	reading = true;
	pthread_mutex_unlock(&lock);
	got = chan_read(line);
	if (got == CHAN_END)
		exit(0);
	pthread_mutex_lock(&lock);
	if (got == CHAN_TOO_LONG)
		say(w, 1, "broken: line longer than 4095 bytes");
	else
		dispatch(w, line);
	reading = false;
}

static struct worker *any(enum state state)
{
	for (struct worker *w = crew; w < crew + CREW_MAX; w++) {
		if (w->state == state)
			return w;
	}
	return NULL;
}

/* With the lock: the reading goes to an idle thread. Where the line is for one
 * of several threads and all are in calls, one more comes into being, so that
 * what ends those calls can still be said. A lone thread stays alone. */
static void leave_reading(void)
{
	struct worker *w = any(IDLE);

	if (w)
		pthread_cond_signal(&w->wake);
	else if (several && (w = any(ABSENT)))
		start(w);
}

/* Until there is a line for this thread. */
static void get_line(struct worker *w)
{
	pthread_mutex_lock(&lock);
	while (w->state != HAS_LINE) {
		if (reading)
			pthread_cond_wait(&w->wake, &lock);
		else
			read_one(w);
	}
	w->state = IN_CALL;
	if (!reading)
		leave_reading();
	pthread_mutex_unlock(&lock);
}

static void answer_line(struct worker *w)
{
	struct buf answer;

	begin_answer(w, &answer, w->number);
	session_answer(&w->session, w->line, &answer);
	pthread_mutex_lock(&lock);
	w->state = IDLE;
	pthread_mutex_unlock(&lock);
	end_answer(&answer);
}

static void *work(void *worker)
{
	struct worker *w = worker;

	pthread_mutex_lock(&lock);
	join(w);
	pthread_mutex_unlock(&lock);
	for (;;) {
		get_line(w);
		answer_line(w);
	}
	return NULL;
}

/* The interrupt signal does nothing, but a blocked call returns with EINTR. It
 * goes to one thread, which passes it on to the others. */
static void interrupted(int signo, siginfo_t *info, void *context)
{
	(void)context;
	if (info->si_code != SI_USER)
		return;
	for (struct worker *w = crew; w < crew + CREW_MAX; w++) {
		if (w->started && !pthread_equal(w->thread, pthread_self()))
			pthread_kill(w->thread, signo);
	}
}

static void catch_interrupts(void)
{
	struct sigaction action = { .sa_flags = SA_SIGINFO };

	action.sa_sigaction = interrupted;
	sigemptyset(&action.sa_mask);
	sigaction(port_interrupt_signal(), &action, NULL);
}

_Noreturn void crew_run(void)
{
	crew[0].number = 1;
	crew[0].thread = pthread_self();
	pthread_cond_init(&crew[0].wake, NULL);
	catch_interrupts();
	work(&crew[0]);
	abort();
}
