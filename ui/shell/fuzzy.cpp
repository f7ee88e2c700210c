#include "ui/shell/fuzzy.h"

namespace Ui {

std::optional<int> fuzzyScore(const QString &typed, const QString &text)
{
    int score = 0;
    qsizetype from = 0;
    qsizetype previous = -2;
    for (const QChar letter : typed) {
        if (letter.isSpace())
            continue;
        // The beginning of a later word is preferred to the next letter that happens to fit.
        qsizetype place = text.indexOf(letter, from, Qt::CaseInsensitive);
        if (place < 0)
            return std::nullopt;
        if (place != previous + 1) {
            for (qsizetype at = place; at >= 0; at = text.indexOf(letter, at + 1, Qt::CaseInsensitive)) {
                if (at == 0 || text.at(at - 1).isSpace()) {
                    place = at;
                    break;
                }
            }
        }
        if (place == 0 || text.at(place - 1).isSpace())
            score += 8;
        if (place == previous + 1)
            score += 5;
        score += 1;
        previous = place;
        from = place + 1;
    }
    return score * 100 - int(text.size());
}

} // namespace Ui
