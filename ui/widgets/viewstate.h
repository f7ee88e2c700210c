#pragma once

#include <QSettings>
#include <QString>

class QHeaderView;
class QMenu;
class QSplitter;

namespace Ui {

/// How somebody has arranged the views: columns with order, width and visibility, and splitters. Columns are kept by
/// their key, so a new version with other columns changes nothing else.
class ViewState final
{
public:
    /// `settings` must outlive the object; `group` names the view.
    ViewState(QSettings &settings, QString group);

    /// Until somebody has chosen columns from the menu, those the table has no room for may be put aside (ColumnRoom).
    void restoreColumns(QHeaderView &header) const;
    void saveColumns(const QHeaderView &header);
    /// Fills a menu with a check mark per column; at least one column always stays. Changes are saved.
    void fillColumnsMenu(QMenu &menu, QHeaderView &header);

    void restoreSplitter(QSplitter &splitter) const;
    void saveSplitter(const QSplitter &splitter);

    bool flag(const QString &name, bool otherwise) const;
    void setFlag(const QString &name, bool value);

private:
    QString key(const QString &name) const { return m_group % u'/' % name; }

    QSettings &m_settings;
    QString m_group;
};

} // namespace Ui
