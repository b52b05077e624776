import * as vscode from 'vscode';
import { english, type Translate } from '../core/model/translate.ts';

/** Translates for the reader; English itself where the editor speaks it, so that sentences which come finished are left as they are. */
export const readersLanguage: Translate = vscode.l10n.bundle === undefined ? english : vscode.l10n.t;
