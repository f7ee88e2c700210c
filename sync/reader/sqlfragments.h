#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringView>

namespace Sync {

/// The named pieces of a file in resources/sql that one query is composed of. A piece begins at its line
/// `-- [name]` and ends at the next; other comments are left out. Pieces are chosen by enums, never by user text.
class SqlFragments final
{
public:
    /// The pieces of `resources/sql/<name>.fragments`, read once and kept. A name that does not exist is a defect
    /// of ours and ends the program with its name. Thread-safe; the reference stays valid for ever.
    static const SqlFragments &file(QStringView name);

    /// Takes the text of a fragments file apart.
    static SqlFragments parse(const QByteArray &text);

    /// The piece; asking for one that does not exist is a defect and ends the program.
    QByteArray operator[](QByteArrayView piece) const;
    QList<QByteArray> names() const { return m_pieces.keys(); }

private:
    QHash<QByteArray, QByteArray> m_pieces;
};

} // namespace Sync
