/** Says on a terminal that `what` is still going on, once it takes longer than two seconds. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work();
  const start = process.hrtime.bigint();
  const timer = setInterval(() => {
    const seconds = Number((process.hrtime.bigint() - start) / 1_000_000_000n);
    process.stderr.write(`\r${what}: ${seconds} s `);
  }, 2000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write('\r\u001b[K');
  }
}
