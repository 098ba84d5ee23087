import { factsOf, textAt } from '../../model/index.ts';
import type { Finding, Repository } from '../../model/index.ts';
import { machinesOf } from '../kubevirt/machines.ts';
import { from, where } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** One network card, told by a fact or seen in an object; what a finding says of it is made when there is one. */
interface Card {
  readonly label: () => string;
  readonly construct: string;
  readonly place: () => Pick<Finding, 'object' | 'construct' | 'source'>;
  readonly seen: boolean;
}

/** MAC addresses are unique over the whole site: the same VLAN may reach every cluster. */
export const addressDuplicateMac: Rule = {
  code: 'address/duplicate-mac',
  title: 'no two network cards have one MAC address',
  why:
    'Bridges and switches send frames for a MAC address to the port that used it last, and a DHCP server gives both ' +
    'cards one lease: of two VMs with one MAC each is unreachable half of the time. KubeVirt checks within one VM only.',
  *validate(repository) {
    for (const [mac, all] of cardsOf(repository)) {
      if (all.length < 2) continue;
      const cards = distinct(all);
      const [first, second] = cards;
      if (first === undefined || second === undefined) continue;
      yield {
        code: addressDuplicateMac.code,
        message: `${cards.map((card) => card.label()).join(' and ')} have the same MAC address`,
        ...second.place(),
        got: mac,
        expected: 'a MAC address of its own for every network card',
        fix: 'leave the MAC address out, then it is derived from the name; or choose another one',
      };
    }
  },
};

function cardsOf(repository: Repository): Map<string, Card[]> {
  const cards = new Map<string, Card[]>();
  const add = (mac: string, card: Card): void => {
    const key = mac.toLowerCase().replaceAll('-', ':');
    const list = cards.get(key);
    if (list === undefined) cards.set(key, [card]);
    else list.push(card);
  };
  for (const declared of factsOf(repository, 'mac')) {
    const { mac, label } = declared.fact;
    add(mac, { label: () => label, construct: declared.construct, place: () => from(declared), seen: false });
  }
  for (const { object, interfaces } of machinesOf(repository)) {
    for (const card of interfaces) {
      const mac = textAt(card, 'macAddress');
      if (mac === undefined) continue;
      const label = (): string => `${object.ref.name} ${textAt(card, 'name') ?? ''}`.trim();
      add(mac, { label, construct: object.construct, place: () => where(object), seen: true });
    }
  }
  return cards;
}

/** A construct that tells of a card and emits the VM with it means one card, not two. */
function distinct(cards: readonly Card[]): readonly Card[] {
  const told = cards.filter((card) => !card.seen);
  const seen = cards.filter((card) => card.seen);
  const own = seen.filter(
    (card) => !told.some((fact) => `${card.construct}/`.startsWith(`${fact.construct}/`)),
  );
  const all = [...told, ...own];
  return all.length > 1 ? all : seen;
}
