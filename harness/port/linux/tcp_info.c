/* tcp_info.c - TCP_INFO of Linux: the kernel's own structure, which is longer
 * than glibc's. */
#include "../tcp_info.h"

#include <string.h>

#include "names.h"

#if __has_include(<linux/tcp.h>)
#include <linux/tcp.h>
#else
#include <netinet/tcp.h>
#endif

/* Older kernels tell less. */
#define SHOW(member)                                                          \
	do {                                                                  \
		if (offsetof(struct tcp_info, member) + sizeof info.member <= \
		    size)                                                     \
			show(out, #member, (long long)info.member);           \
	} while (0)

static void show_name(struct buf *out, const char *name)
{
	buf_text(out, ", ");
	buf_text(out, name);
	buf_char(out, '=');
}

static void show(struct buf *out, const char *name, long long number)
{
	show_name(out, name);
	buf_number(out, number);
}

void port_show_tcp_info(const void *at, size_t size, struct buf *out)
{
	struct tcp_info info;

	memset(&info, 0, sizeof info);
	memcpy(&info, at, size < sizeof info ? size : sizeof info);
	buf_text(out, "{tcpi_state=");
	names_show(out, NAMES_TCPSTATE, info.tcpi_state);
	show_name(out, "tcpi_options");
	names_flags(out, NAMES_TCPIOPT, info.tcpi_options);
	show(out, "tcpi_snd_wscale", info.tcpi_snd_wscale);
	show(out, "tcpi_rcv_wscale", info.tcpi_rcv_wscale);
	SHOW(tcpi_retransmits);
	SHOW(tcpi_probes);
	SHOW(tcpi_backoff);
	SHOW(tcpi_snd_mss);
	SHOW(tcpi_rcv_mss);
	SHOW(tcpi_unacked);
	SHOW(tcpi_sacked);
	SHOW(tcpi_lost);
	SHOW(tcpi_retrans);
	SHOW(tcpi_pmtu);
	SHOW(tcpi_advmss);
	SHOW(tcpi_rcv_space);
	SHOW(tcpi_total_retrans);
	SHOW(tcpi_bytes_acked);
	SHOW(tcpi_bytes_received);
	SHOW(tcpi_segs_out);
	SHOW(tcpi_segs_in);
	SHOW(tcpi_notsent_bytes);
	SHOW(tcpi_data_segs_in);
	SHOW(tcpi_data_segs_out);
	buf_char(out, '}');
}
