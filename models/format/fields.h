#pragma once

#include "sync/api/media.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace Models {

/// How a field's canonical text is to be read and shown.
enum class FieldKind { Text, LongText, Html, Money, Number, List, Choice, Flag };

/// The name of a Sync::Field on screen, in title case; the word itself for an unknown one.
/// `place` is what the location of stock is called, `media` what the product's media are.
QString fieldLabel(QStringView field, bool ofVariant, const QString &place = {}, const Sync::MediaNames &media = {});
FieldKind fieldKind(QStringView field);

/// Whether a value is written in several lines as a rule: text with paragraphs, source text.
bool isMultiLine(QStringView field);
/// A metafield's type in words; Shopify's own word for one that has none.
QString metafieldTypeText(const QString &type);
/// The canonical text of a field as people read it: money and numbers in the locale, lists joined, choices by word.
/// A missing value reads "no value", which differs from an empty one.
QString fieldText(QStringView field, const std::optional<QString> &value, const Sync::MediaNames &media = {});
/// A medium by its name; without one by its number, or by the name of the file that is to be fetched.
QString mediumText(const QString &key, const Sync::MediaNames &names);
/// The entries of a canonical list; the text itself as the only entry when it is no JSON array of strings.
QStringList listEntries(const QString &canonical);
/// A JSON array of the entries, as canonical text.
QString canonicalList(const QStringList &entries);

} // namespace Models
