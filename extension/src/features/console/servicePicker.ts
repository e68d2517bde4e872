import * as vscode from 'vscode';
import { UserCancelledError } from '../../infrastructure/errors/operationError.ts';
import { joinParts } from '../../infrastructure/text/joinParts.ts';
import { showList } from '../../infrastructure/prompts/list.ts';
import type { SearchItem } from '../../infrastructure/prompts/search.ts';
import { Methods, type ConsoleServiceInfo } from '../../infrastructure/rpc/contract.generated.ts';
import type { HostApi } from '../../infrastructure/rpc/hostApi.ts';

/** A row of the picker. Separators have no place. */
export interface ServiceItem extends SearchItem {
  /** A service's name or an ARN; empty for the home page. */
  readonly place?: string;
}

/** What may be a service's name or an ARN. The host decides whether it is. */
const placePattern = /^(arn:\S+|[a-z0-9][a-z0-9-]+)$/;

/** Lets the user pick the page of the console: its home page, a service, or an ARN that they type. */
export async function pickService(host: HostApi, recent: readonly string[], session: string): Promise<string> {
  let services: readonly ConsoleServiceInfo[] = [];
  let typed: ServiceItem | undefined;
  const answer = await showList<ServiceItem>({
    title: vscode.l10n.t('Open Console of {0}', session),
    placeholder: vscode.l10n.t('Select a service, or type its name or an ARN'),
    items: async (token) => {
      ({ services } = await host.request(Methods.listConsoleServices, {}, token));
      return serviceItems(services, recent);
    },
    itemsAbove: (text) => {
      const place = text.trim();
      if (!placePattern.test(place) || isKnown(place, services)) {
        return [];
      }
      if (typed?.place !== place) {
        typed = typedItem(place);
      }
      return [typed];
    },
  });
  const [item] = 'picked' in answer ? answer.picked : [];
  if (item?.place === undefined) {
    throw new UserCancelledError();
  }
  return item.place;
}

/** Lists the home page, the services that were opened last, then all others by name. */
export function serviceItems(services: readonly ConsoleServiceInfo[], recent: readonly string[]): ServiceItem[] {
  const used = recent.flatMap((name) => services.find((service) => service.name === name) ?? []);
  const rest = services.filter((service) => !used.includes(service));
  return [
    { iconPath: new vscode.ThemeIcon('home'), label: vscode.l10n.t('Console Home'), place: '' },
    ...section(vscode.l10n.t('Recent'), used),
    ...section(vscode.l10n.t('All services'), rest),
  ];
}

function section(label: string, services: readonly ConsoleServiceInfo[]): ServiceItem[] {
  return services.length > 0
    ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...services.map((service) => toItem(service))]
    : [];
}

function toItem({ name, title, otherNames }: ConsoleServiceInfo): ServiceItem {
  return { label: title, description: joinParts(', ', name, ...otherNames), place: name };
}

/** The row that opens what the user has typed. */
function typedItem(place: string): ServiceItem {
  return { iconPath: new vscode.ThemeIcon('link-external'), label: vscode.l10n.t('Open {0}', place), place };
}

function isKnown(place: string, services: readonly ConsoleServiceInfo[]): boolean {
  return services.some(({ name, otherNames }) => name === place || otherNames.includes(place));
}
