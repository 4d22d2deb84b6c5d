import assert from "node:assert/strict";
import { type Address, addressIn } from "#core/language/address-markers.js";

/** English source, translation, and the form of address that the translation shows. */
type Case = readonly [source: string, target: string, shown: Address];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  de: [
    ["Are you sure you want to leave?", "Möchten Sie wirklich gehen?", "formal"],
    ["Enter your password", "Geben Sie Ihr Passwort ein", "formal"],
    ["You can change this later.", "Sie können dies später ändern.", "formal"],
    ["You are offline. Your changes are saved.", "Sie sind offline. Ihre Änderungen sind gespeichert.", "formal"],
    ["Your session has expired.", "Ihre Sitzung ist abgelaufen.", "formal"],
    // They, she, or her: the source decides.
    ["They can change this later.", "Sie können dies später ändern.", "none"],
    ["The file is too large. It is not loaded.", "Die Datei ist zu groß. Sie wird nicht geladen.", "none"],
    ["Her files and your team", "Ihre Dateien und das Team", "none"],
    ["Members can see it. They are told.", "Mitglieder sehen es. Ihnen wird Bescheid gesagt.", "none"],
    ["You left the meeting.", "Du hast das Meeting verlassen.", "informal"],
    ["Enter your password", "Gib dein Passwort ein", "informal"],
    ["Please wait", "Bitte warte", "informal"],
    ["You can both start now.", "Ihr könnt jetzt anfangen.", "informal"],
    ["Please choose a file", "Bitte eine Datei wählen", "none"],
    ["Duplicate the file", "Datei duplizieren", "none"],
    ["Tell us what you think.", "Lassen Sie uns wissen, was du denkst.", "both"],
  ],
  fr: [
    ["Your files", "Vos fichiers", "formal"],
    ["Select a file", "Sélectionnez un fichier", "formal"],
    ["At home", "Chez soi, c'est assez", "none"],
    ["You have no messages", "Tu n'as aucun message", "informal"],
    ["Your name", "Ton nom", "informal"],
    ["Ring tone", "Ton de la sonnerie", "none"],
    ["You went too fast.", "Tu t’es déplacé trop vite.", "informal"],
    ["Enter your password", "Saisissez ton mot de passe", "both"],
  ],
  es: [
    ["Do you want to save?", "¿Desea guardar los cambios?", "formal"],
    ["Are you sure?", "¿Está seguro?", "formal"],
    ["Please try again", "Por favor, inténtelo de nuevo", "formal"],
    ["Your account", "Su cuenta", "formal"],
    // His, her, or its: the source decides.
    ["The user and their account", "El usuario y su cuenta", "none"],
    ["The file and its name", "El archivo y su nombre", "none"],
    ["You have {count} messages", "Tienes {count} mensajes", "informal"],
    ["Your account", "Tu cuenta", "informal"],
    ["Select your files", "Selecciona los archivos", "informal"],
    ["Selects a file", "Selecciona un archivo", "none"],
    ["Existing files", "Archivos que existen", "none"],
  ],
  it: [
    ["Send your request", "Inviare la Sua richiesta", "formal"],
    ["Do you want to delete it?", "Desidera eliminarlo?", "formal"],
    ["The parent and all its roles", "Il genitore e tutti i suoi ruoli", "none"],
    ["Your files", "I tuoi file", "informal"],
    ["You can drag files here", "Puoi trascinare qui i file", "informal"],
    ["Open", "Apri", "none"],
    ["Six files", "Sei file", "none"],
  ],
  "pt-BR": [
    ["Your account", "Sua conta", "none"],
    ["You have no files", "Você não tem arquivos", "none"],
    ["Your camera", "A tua câmara", "informal"],
    ["Do you want to leave?", "O senhor deseja sair?", "formal"],
  ],
  nl: [
    ["Your account", "Uw account", "formal"],
    ["Do you want to save?", "Wilt u opslaan?", "formal"],
    ["24 hours", "24 u", "none"],
    ["Your account", "Je account", "informal"],
    ["Open {u}", "{u} openen", "none"],
  ],
  pl: [
    ["Your account", "Twoje konto", "informal"],
    ["You have voted", "Już głosowałeś", "informal"],
    ["Do you want to save?", "Czy chcesz zapisać?", "informal"],
    ["Do you want to save?", "Czy chce Pan zapisać?", "formal"],
    ["State / County", "Państwo / Hrabstwo", "none"],
    ["Select a file", "Wybierz plik", "none"],
    ["Basket, keyboard, key", "Kosz, klawiatura, klawisz", "none"],
  ],
  ru: [
    ["Your account", "Ваша учётная запись", "formal"],
    ["Enter the password", "Введите пароль", "formal"],
    ["On the site", "На сайте и в интернете", "none"],
    ["Only a mouse", "Лишь мышь", "none"],
    ["You can leave", "Ты можешь уйти", "informal"],
    ["If you want", "Если хочешь", "informal"],
  ],
  ja: [
    ["Saved", "保存しました。", "formal"],
    ["Please enter", "入力してください", "formal"],
    ["Not found.", "ファイルが見つからない。", "informal"],
    ["Saved.", "保存した。", "informal"],
    ["Save", "保存する", "none"],
    ["Settings", "設定", "none"],
  ],
  "zh-CN": [
    ["Your account", "您的账户", "formal"],
    ["Your account", "你的账户", "informal"],
    ["Mini cart", "迷你购物车", "none"],
    ["Settings", "设置", "none"],
  ],
};

describe("The form of address that a text shows", () => {
  for (const [language, cases] of Object.entries(CASES)) {
    it(`is found in ${language}`, () => {
      for (const [source, target, shown] of cases) assert.equal(addressIn(target, language, source), shown, target);
    });
  }

  it("is read from sure words alone where there is no source", () => {
    assert.equal(addressIn("Su cuenta", "es"), "none");
    assert.equal(addressIn("Usted puede salir", "es"), "formal");
  });

  it("is that of the language in every region, and none in a language that is not known", () => {
    assert.equal(addressIn("Möchten Sie gehen?", "de-AT", ""), "formal");
    assert.equal(addressIn("你的帳戶", "zh-TW", ""), "informal");
    assert.equal(addressIn("Você", "xx", ""), "none");
  });

  it("is not read from placeholders, markup and addresses", () => {
    const text = 'Siehe {du}, {{ du }}, <a title="du">, %du, $du, du@example.org, https://du.example/du';
    assert.equal(addressIn(text, "de", "You"), "none");
  });

  it("takes no longer than a text has characters", () => {
    const start = performance.now();
    for (const text of ["\n", "a", "Sie ", ". ", "<", "{", "¿", "。", "a.", "Bitte "])
      for (const language of Object.keys(CASES)) addressIn(text.repeat(40_000), language, "you");
    assert.ok(performance.now() - start < 10_000);
  });
});
