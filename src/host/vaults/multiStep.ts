import * as vscode from 'vscode';

/** What a step ends in; `cancel` ends the whole. */
export type StepResult = 'next' | 'back' | 'cancel';

export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}
export type Step = (frame: StepFrame) => Promise<StepResult>;

/**
 * Runs steps with Back and a step count. `steps` is asked again before each step: answers may add or remove later ones.
 * True where the last one was finished.
 */
export async function runSteps(title: string, steps: () => readonly Step[]): Promise<boolean> {
  let at = 0;
  for (;;) {
    const all = steps();
    const step = all[at];
    if (step === undefined) return true;
    const result = await step({ title, step: at + 1, totalSteps: all.length });
    if (result === 'cancel') return false;
    at += result === 'next' ? 1 : -1;
  }
}

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly password?: boolean;
  /** A problem blocks the step, a remark is only shown. */
  check(value: string): { readonly problem?: string; readonly remark?: string };
  accept(value: string): void;
}

export function textStep(question: TextQuestion): Step {
  return frame =>
    new Promise(resolve => {
      const input = vscode.window.createInputBox();
      const end = (result: StepResult) => {
        resolve(result);
        input.dispose();
      };
      Object.assign(input, frameOf(frame), {
        prompt: question.prompt,
        placeholder: question.placeholder,
        value: question.value,
        password: question.password ?? false,
      });
      const show = (touched: boolean) => {
        const { problem, remark } = question.check(input.value);
        const shown = touched ? problem : undefined;
        if (shown !== undefined) input.validationMessage = { message: shown, severity: vscode.InputBoxValidationSeverity.Error };
        else
          input.validationMessage =
            remark === undefined ? undefined : { message: remark, severity: vscode.InputBoxValidationSeverity.Info };
        return problem === undefined;
      };
      input.onDidChangeValue(() => show(true));
      input.onDidAccept(() => {
        if (!show(true)) return;
        question.accept(input.value);
        end('next');
      });
      input.onDidTriggerButton(() => end('back'));
      input.onDidHide(() => end('cancel'));
      show(false);
      input.show();
    });
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface ChoiceQuestion<T> {
  readonly placeholder: string;
  readonly choices: readonly (Choice<T> | vscode.QuickPickItem)[];
  accept(value: T): void;
}

export function choiceStep<T>(question: ChoiceQuestion<T>): Step {
  return frame =>
    new Promise(resolve => {
      const pick = vscode.window.createQuickPick<Choice<T> | vscode.QuickPickItem>();
      const end = (result: StepResult) => {
        resolve(result);
        pick.dispose();
      };
      Object.assign(pick, frameOf(frame), { placeholder: question.placeholder, items: question.choices, matchOnDetail: true });
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems[0];
        if (chosen === undefined || !('value' in chosen)) return;
        question.accept(chosen.value);
        end('next');
      });
      pick.onDidTriggerButton(() => end('back'));
      pick.onDidHide(() => end('cancel'));
      pick.show();
    });
}

function frameOf({ title, step, totalSteps }: StepFrame) {
  return { title, step, totalSteps, ignoreFocusOut: true, buttons: step > 1 ? [vscode.QuickInputButtons.Back] : [] };
}
