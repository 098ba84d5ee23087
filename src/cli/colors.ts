import colors from 'picocolors';

type Stream = Partial<Pick<NodeJS.WriteStream, 'isTTY'>>;

/** Colours for text that goes to `stream`: on a terminal only, whatever the other stream is; NO_COLOR and FORCE_COLOR win. */
export function colorsFor(stream: Stream): ReturnType<typeof colors.createColors> {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (isSet(NO_COLOR)) return colors.createColors(false);
  return colors.createColors(isSet(FORCE_COLOR) || (stream.isTTY === true && TERM !== 'dumb'));
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '';
}
