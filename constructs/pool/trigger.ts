import { InputError } from '../../src/model/index.ts';

/** What KEDA looks at. `cron` and `prometheus` make the common ones; a literal does for any other scaler. */
export interface Trigger {
  /** Name of KEDA's scaler. */
  readonly type: string;
  /** Settings of the scaler; every value is a text, also numbers. */
  readonly metadata: { readonly [key: string]: string };
  /** Unique in the pool. @default none */
  readonly name?: string | undefined;
  /** A TriggerAuthentication of the same namespace with credentials. @default none */
  readonly authentication?: string | undefined;
  /** Machines it asks for, where that is known beforehand. @default unknown */
  readonly replicas?: number | undefined;
}

export interface CronProps {
  /** IANA zone name, e.g. `America/New_York`; KEDA looks it up only when it runs. */
  readonly timezone: string;
  /** Begin and end of the time window as five cron fields: minute, hour, day, month, weekday. */
  readonly start: string;
  readonly end: string;
  /** Machines inside the window, 1 and up. Outside of it `min` counts. */
  readonly replicas: number;
  readonly name?: string | undefined;
}

/** So many machines in a recurring window of time. Throws `scale/cron`. */
export function cron({ timezone, start, end, replicas, name }: CronProps): Trigger {
  for (const [field, text] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (!isCron(text))
      throw wrongCron(`${field} '${text}'`, 'five cron fields such as 0 8 * * 1-5', `correct ${field}`);
  }
  if (start === end)
    throw wrongCron(`start and end both '${start}'`, 'two different times', 'correct one of them');
  if (!Number.isInteger(replicas) || replicas < 1) {
    throw wrongCron(`replicas ${replicas}`, 'a whole number, 1 or more', 'correct replicas');
  }
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(timezone)) {
    throw wrongCron(
      `timezone '${timezone}'`,
      'an IANA zone name such as Europe/Berlin or UTC',
      'correct timezone',
    );
  }
  return {
    type: 'cron',
    metadata: { timezone, start, end, desiredReplicas: String(replicas) },
    replicas,
    ...(name === undefined ? {} : { name }),
  };
}

export interface PrometheusProps {
  /** Address of the server, e.g. `http://10.42.66.202:9090`. */
  readonly server: string;
  /** PromQL that gives one number. */
  readonly query: string;
  /** The number that one machine can carry. */
  readonly threshold: number;
  /** Above this number there is demand at all; it counts with min 0. @default 0 */
  readonly activationThreshold?: number | undefined;
  /** Whether no data counts as 0. KEDA's default, true, lets a broken query shrink the pool. @default false */
  readonly ignoreNullValues?: boolean | undefined;
  readonly authentication?: string | undefined;
  readonly name?: string | undefined;
}

/** As many machines as a Prometheus query asks for. Throws `scale/prometheus`. */
export function prometheus(props: PrometheusProps): Trigger {
  const { server, query, threshold, activationThreshold, authentication, name } = props;
  if (!/^https?:\/\/[^\s]+$/.test(server))
    throw wrongQuery(`server '${server}'`, 'an http:// or https:// address');
  if (query.trim() === '') throw wrongQuery('an empty query', 'PromQL that gives one number');
  if (!Number.isFinite(threshold) || threshold <= 0)
    throw wrongQuery(`threshold ${threshold}`, 'a number above 0');
  return {
    type: 'prometheus',
    metadata: {
      serverAddress: server,
      query,
      threshold: String(threshold),
      ...(activationThreshold === undefined ? {} : { activationThreshold: String(activationThreshold) }),
      ignoreNullValues: String(props.ignoreNullValues ?? false),
    },
    ...(authentication === undefined ? {} : { authentication }),
    ...(name === undefined ? {} : { name }),
  };
}

function isCron(text: string): boolean {
  const fields = text.split(' ');
  return fields.length === 5 && fields.every((field) => /^[0-9A-Za-z*/,?-]+$/.test(field));
}

function wrongCron(got: string, expected: string, fix: string): InputError {
  return new InputError({
    code: 'scale/cron',
    message: 'KEDA would refuse this cron trigger',
    got,
    expected,
    fix,
  });
}

function wrongQuery(got: string, expected: string): InputError {
  return new InputError({
    code: 'scale/prometheus',
    message: 'KEDA would refuse this Prometheus trigger',
    got,
    expected,
    fix: 'correct the trigger',
  });
}
