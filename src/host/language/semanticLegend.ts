import * as vscode from 'vscode';
import { tokenTypes } from '../../core/language/semantic/tokenTypes.ts';

/** Known when the provider is registered, before the parser is loaded. */
export const semanticLegend = new vscode.SemanticTokensLegend([...tokenTypes]);
