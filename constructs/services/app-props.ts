/** What every application takes. */
export interface AppProps {
  /** First label below the cluster's zone, such as `blog`; a name with a dot is taken as it is. */
  readonly host: string;
  /** Name of the application and its namespace; needed where there are two of a kind. It never changes. @default its own */
  readonly name?: string | undefined;
  /** @default the pinned image */
  readonly image?: string | undefined;
  /** Further environment variables, nothing secret. @default none */
  readonly env?: { readonly [name: string]: string } | undefined;
}
