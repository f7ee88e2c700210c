#include "sync/api/isolated.h"

namespace Sync {

namespace {

constexpr QChar firstStrongIsolate = u'\u2068';
constexpr QChar popDirectionalIsolate = u'\u2069';

/// Embeddings, overrides and isolates: one left open would reach beyond the text.
bool steersDirection(QChar::Direction direction)
{
    switch (direction) {
    case QChar::DirLRE:
    case QChar::DirLRO:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirPDF:
    case QChar::DirLRI:
    case QChar::DirRLI:
    case QChar::DirFSI:
    case QChar::DirPDI:
        return true;
    default:
        return false;
    }
}

bool runsFromRight(QChar::Direction direction)
{
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

} // namespace

QString isolated(const QString &text)
{
    QString kept;
    kept.reserve(text.size() + 2);
    bool needsIsolating = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const QChar::Direction direction
            = isPair ? QChar::direction(QChar::surrogateToUcs4(c, text.at(i + 1))) : c.direction();
        if (steersDirection(direction))
            continue;
        needsIsolating = needsIsolating || runsFromRight(direction);
        kept += c;
        if (isPair)
            kept += text.at(++i);
    }
    return needsIsolating ? QString(firstStrongIsolate + kept + popDirectionalIsolate) : kept;
}

} // namespace Sync
