import type { LanguageTag } from "../language/tag.js";

/** Letters that a language lacks, and a neighbour that has them. */
export interface OtherLetters {
  readonly letters: RegExp;
  readonly language: LanguageTag;
}

/** Characters common in interfaces that exist in only one of simplified and traditional Chinese. */
const SIMPLIFIED =
  /[们这说时将设资讯选择视开关闭储应务为无电脑显认请输过还对话码变态该从给让击贴删编辑录传载连线错误实际标题图员组织权级页项类数创检验证户账邮发称类]/gu;
const TRADITIONAL =
  /[們這說時將檔設資訊選擇視開關閉儲應務為無電腦網顯確認請輸裡過還對話碼變態該從給讓擊複貼刪編輯錄傳載連線錯誤實際標題圖員組織權級頁項類數據創檢驗證戶帳郵發稱]/gu;
/** Characters that no Japanese encoding has. */
const CHINESE_ALONE =
  /[们这说时设资讯选择视开关闭储应务为电脑显确认请输过还对话码变态该给让击复贴删编辑录传载连线错误实际标题图员组织权级页项类创检验证户账邮发你吗呢吧么]/gu;

const OTHERS: Readonly<Record<string, OtherLetters>> = {
  "zh-Hans": { letters: TRADITIONAL, language: "zh-Hant" },
  "zh-Hant": { letters: SIMPLIFIED, language: "zh-Hans" },
  ja: { letters: CHINESE_ALONE, language: "zh-Hans" },
  ru: { letters: /[іїєґў]/giu, language: "uk" },
  uk: { letters: /[ыэъё]/giu, language: "ru" },
};

const byTag = new Map<LanguageTag, OtherLetters | undefined>();

function othersOf(tag: LanguageTag): OtherLetters | undefined {
  if (!byTag.has(tag)) {
    const { language: base, script } = new Intl.Locale(tag).maximize();
    byTag.set(tag, OTHERS[base] ?? OTHERS[`${base}-${script}`]);
  }
  return byTag.get(tag);
}

/** How many distinct letters of a text its language lacks, and the language that they belong to. */
export function otherLetters(
  text: string,
  tag: LanguageTag,
): { readonly count: number; readonly language: LanguageTag } {
  const known = othersOf(tag);
  return { count: known ? new Set(text.match(known.letters)).size : 0, language: known?.language ?? tag };
}
