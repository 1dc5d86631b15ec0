import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/ingest/detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['en', 'The minister opened the bridge over the river on Monday, and the mayor of the town was there.'],
    ['en', 'Bridge at Ostrel opens to traffic'],
    ['fr', 'La ville a été évacuée dans la nuit.'],
    ['es', '¿Quién abrió el puente de la ciudad?'],
    ['pt', 'Oitocentas pessoas foram retiradas de casa por causa das cheias.'],
    ['it', 'Il ministro ha inaugurato lunedì il nuovo ponte sul fiume.'],
    ['ca', 'El ministre va inaugurar dilluns el nou pont sobre el riu.'],
    ['de', 'Die Ministerin hat am Montag die neue Brücke eröffnet.'],
    ['nl', 'De minister opende maandag de nieuwe brug over de rivier.'],
    ['ru', 'Министр открыл в понедельник новый мост через реку.'],
    ['uk', 'Міністр відкрив у понеділок новий міст через річку.'],
    ['ar', 'افتتح وزير النقل الجسر يوم الاثنين.'],
    ['fa', 'رئیس جمهور ایران در تهران با وزیران دیدار کرد.'],
    ['ur', 'وزیر اعظم نے اسلام آباد میں اجلاس کی صدارت کی۔'],
    ['he', 'השרה חנכה את הגשר'],
    ['yi', 'דער מיניסטער האָט געעפֿנט די בריק'],
    ['zh', '云川大桥重新通车。'],
    ['zh', '行政院長宣布新橋通車，民眾歡呼'],
    ['ja', '首相は月曜日に新しい橋を開通させた。'],
    ['ko', '총리는 월요일 새 다리를 개통했다.'],
    ['el', 'Ο υπουργός εγκαινίασε τη γέφυρα.'],
    ['he', 'השרה חנכה ביום שני את הגשר, כך נמסר מחברת Papyrel.'],
    ['zh', '详情见 https://news.example.org/2031/03/bridge/opens/again 云川日报报道'],
  ])('finds %s in %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each([
    ['no text', ''],
    ['no letters', '12:30 — 1,400!'],
    ['a name', 'Saint-Aubrac'],
    ['an Arabic name', 'محمد علي'],
    ['two characters', '云川'],
    ['two letters', 'גג'],
    ['an address', 'https://example.org/la-ville-a-ete-evacuee-dans-la-nuit'],
    ['a text of two scripts', 'The minister opened the bridge. افتتح وزير النقل الجسر الجديد'],
  ])('says nothing of %s', (_, text) => {
    expect(detectLanguage(text)).toBeUndefined();
  });

  it('looks at the beginning of a long text only', () => {
    const french = 'La ville a été évacuée dans la nuit. '.repeat(50);
    expect(detectLanguage(french + 'The minister opened the bridge. '.repeat(500))).toBe('fr');
  });

  it('gives a tag or nothing for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(detectLanguage(text) ?? 'en').toMatch(/^[a-z]{2}$/u);
      }),
    );
  });
});
