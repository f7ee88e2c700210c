#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

class QHeaderView;

namespace Ui {

/// Shares the width of a table among its columns: one of them takes what the others leave and gives way first. Where
/// that is not enough, the last columns may be put aside until there is room again; the first one stays.
class ColumnRoom final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColumnRoom)

public:
    /// What a header's columns are given, if anything looks after that.
    static ColumnRoom *of(const QHeaderView &header);

    /// `flexible` is no narrower than `least` pixels while there is another column to put aside. The object belongs to
    /// the header.
    ColumnRoom(QHeaderView &header, int flexible, int least);

    /// Whether columns without room are put aside. Those that are when this ends stay hidden, as they look.
    void setPuttingAside(bool putsAside);
    bool isPutAside(int column) const { return m_aside.contains(column); }
    /// In pixels; of a column put aside what it had and will have again.
    int widthOf(int column) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void share();
    void putAsideWhatHasNoRoom(int room);

    QHeaderView &m_header;
    int m_flexible;
    int m_least;
    bool m_putsAside = false;
    bool m_isSharing = false;
    QSet<int> m_aside;
    QHash<int, int> m_widths; ///< Of the columns put aside.
};

} // namespace Ui
