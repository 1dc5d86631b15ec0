import { ComponentType } from 'discord.js';
import { type FormIssue, refusals } from './api-error.js';
import type { AnyComponent, TopComponent } from './component-rules.js';

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;
/** Above it Discord answers HTTP 500 (measured by others, discord-api-docs issue 8554). */
const MAX_BYTES = 10_170;
const BYTES_OF_A_DISPLAY = 12;

/** All components of a message in reading order, those in rows, sections and containers among them. */
export function flatten(components: readonly TopComponent[]): AnyComponent[] {
  return components.flatMap((component): AnyComponent[] => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return [component, ...component.components];
      case ComponentType.Section:
        return [component, ...component.components, component.accessory];
      case ComponentType.Container:
        return [component, ...flatten(component.components)];
      default:
        return [component];
    }
  });
}

/** The texts of all text displays, in reading order. */
export function displayedTexts(components: readonly TopComponent[]): string[] {
  return flatten(components).flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));
}

/** The names of files that components refer to as `attachment://NAME`. */
export function referencedFiles(components: readonly TopComponent[]): string[] {
  const urls = flatten(components).flatMap((part) => {
    switch (part.type) {
      case ComponentType.Thumbnail:
        return [part.media.url];
      case ComponentType.MediaGallery:
        return part.items.map(({ media }) => media.url);
      case ComponentType.File:
        return [part.file.url];
      default:
        return [];
    }
  });
  return urls.flatMap((url) => (url.startsWith('attachment://') ? [url.slice('attachment://'.length)] : []));
}

/** What is wrong with the components of a message taken together: their number, the text in all, ids given twice. */
export function findTotalIssues(components: readonly TopComponent[]): FormIssue[] {
  const all = flatten(components);
  const issues: FormIssue[] = [];
  const report = (code: string, message: string) => issues.push({ path: ['components'], code, message });
  if (all.length > MAX_COMPONENTS) {
    report('COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', `Total number of components cannot exceed ${MAX_COMPONENTS}`);
  }
  if (displayedTexts(components).join('').length > MAX_TEXT) {
    report(
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Components displayable text size exceeds maximum size of ${MAX_TEXT}`,
    );
  }
  const customIds = all.flatMap((part) => ('custom_id' in part && part.custom_id ? [part.custom_id] : []));
  if (new Set(customIds).size < customIds.length) {
    report('COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
  const ids = all.flatMap(({ id }) => (id ? [id] : []));
  if (new Set(ids).size < ids.length) report('COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
  return issues;
}

/**
 * Fails as Discord does for a message whose texts are too long in UTF-8, though not in characters.
 *
 * @throws {ApiError} HTTP 500
 */
export function checkBytes(components: readonly TopComponent[]): void {
  const texts = displayedTexts(components);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + BYTES_OF_A_DISPLAY, 0);
  if (bytes > MAX_BYTES) throw refusals.serverError();
}

/** The same components, each with its number: what the bot gave, else the next that is free. */
export function numberComponents(components: readonly TopComponent[]): TopComponent[] {
  const copy = structuredClone([...components]);
  const all = flatten(copy);
  const taken = new Set(all.map(({ id }) => id));
  let next = 1;
  for (const component of all) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    taken.add(next);
  }
  return copy;
}
