#include "sync/reader/sqlfragments.h"

#include <QFile>
#include <QMutex>

#include <map>

namespace Sync {

using namespace Qt::StringLiterals;

const SqlFragments &SqlFragments::file(QStringView name)
{
    static QMutex mutex;
    static std::map<QString, SqlFragments> known; // its references stay valid when it grows
    const QMutexLocker lock(&mutex);
    const QString key = name.toString();
    if (const auto found = known.find(key); found != known.end())
        return found->second;
    QFile file(u":/sql/"_s + key + u".fragments"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("There are no fragments \"%s\" in resources/sql.", qUtf8Printable(key));
    return known.emplace(key, parse(file.readAll())).first->second;
}

SqlFragments SqlFragments::parse(const QByteArray &text)
{
    SqlFragments fragments;
    QByteArray piece;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith("-- [") && line.trimmed().endsWith(']'))
            piece = line.trimmed().sliced(4).chopped(1);
        else if (!line.startsWith("--") && !piece.isEmpty() && !line.trimmed().isEmpty())
            fragments.m_pieces[piece] += line + '\n';
    }
    return fragments;
}

QByteArray SqlFragments::operator[](QByteArrayView piece) const
{
    const auto found = m_pieces.constFind(piece.toByteArray());
    if (found == m_pieces.cend())
        qFatal("There is no fragment \"%s\".", piece.toByteArray().constData());
    return *found;
}

} // namespace Sync
