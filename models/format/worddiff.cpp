#include "models/format/worddiff.h"

#include <algorithm>
#include <vector>

namespace Models {
namespace {

// The table of a longest common subsequence has this many cells at most.
constexpr size_t mostCells = 1'000'000;

using Words = QList<QStringView>;

enum class CharacterClass { Word, Space, Mark };

CharacterClass classOf(QChar character)
{
    if (character.isSpace())
        return CharacterClass::Space;
    return character.isLetterOrNumber() || character.isMark() || character.isSurrogate() ? CharacterClass::Word
                                                                                         : CharacterClass::Mark;
}

// Words, runs of spaces, and single marks, so that markup and punctuation compare on their own. Digits with a point
// between them stay one word: a price changes as a whole.
Words split(QStringView text)
{
    Words words;
    qsizetype start = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        const bool inNumber
            = i + 1 < text.size() && text.at(i) == u'.' && text.at(i - 1).isDigit() && text.at(i + 1).isDigit();
        const bool afterPoint
            = i < text.size() && i >= 2 && text.at(i - 1) == u'.' && text.at(i).isDigit() && text.at(i - 2).isDigit();
        const bool joined = i < text.size()
            && (inNumber || afterPoint
                || (classOf(text.at(i)) == classOf(text.at(i - 1)) && classOf(text.at(i)) != CharacterClass::Mark));
        if (!joined) {
            words += text.mid(start, i - start);
            start = i;
        }
    }
    return words;
}

void append(QList<DiffPart> &parts, DiffKind kind, QStringView text)
{
    if (text.isEmpty())
        return;
    if (!parts.isEmpty() && parts.last().kind == kind)
        parts.last().text += text;
    else
        parts += DiffPart{kind, text.toString()};
}

void appendAll(QList<DiffPart> &parts, DiffKind kind, const Words &words)
{
    for (const QStringView word : words)
        append(parts, kind, word);
}

// Removed words come before added ones wherever both stand side by side.
void appendMiddle(QList<DiffPart> &parts, const Words &before, const Words &after)
{
    const size_t rows = size_t(before.size());
    const size_t columns = size_t(after.size());
    if (rows == 0 || columns == 0 || rows * columns > mostCells) {
        appendAll(parts, DiffKind::Removed, before);
        appendAll(parts, DiffKind::Added, after);
        return;
    }
    std::vector<int> lengths((rows + 1) * (columns + 1), 0);
    const auto at = [&](size_t row, size_t column) -> int & { return lengths[row * (columns + 1) + column]; };
    for (size_t row = rows; row-- > 0;)
        for (size_t column = columns; column-- > 0;)
            at(row, column) = before.at(qsizetype(row)) == after.at(qsizetype(column))
                ? at(row + 1, column + 1) + 1
                : std::max(at(row + 1, column), at(row, column + 1));
    size_t row = 0;
    size_t column = 0;
    while (row < rows || column < columns) {
        if (row < rows && column < columns && before.at(qsizetype(row)) == after.at(qsizetype(column))) {
            append(parts, DiffKind::Same, before.at(qsizetype(row++)));
            ++column;
        } else if (row < rows && (column == columns || at(row + 1, column) >= at(row, column + 1))) {
            append(parts, DiffKind::Removed, before.at(qsizetype(row++)));
        } else {
            append(parts, DiffKind::Added, after.at(qsizetype(column++)));
        }
    }
}

} // namespace

QList<DiffPart> wordDiff(const QString &before, const QString &after)
{
    const Words old = split(before);
    const Words now = split(after);
    const qsizetype shorter = std::min(old.size(), now.size());
    qsizetype head = 0;
    while (head < shorter && old.at(head) == now.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && old.at(old.size() - 1 - tail) == now.at(now.size() - 1 - tail))
        ++tail;
    QList<DiffPart> parts;
    appendAll(parts, DiffKind::Same, old.first(head));
    appendMiddle(parts, old.sliced(head, old.size() - head - tail), now.sliced(head, now.size() - head - tail));
    appendAll(parts, DiffKind::Same, old.last(tail));
    return parts;
}

} // namespace Models
