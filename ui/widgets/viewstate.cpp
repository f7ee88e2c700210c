#include "ui/widgets/viewstate.h"

#include "models/paging/pagedmodel.h"
#include "ui/widgets/columnroom.h"

#include <QHeaderView>
#include <QMenu>
#include <QSplitter>

namespace Ui {
namespace {

using namespace Qt::StringLiterals;

constexpr QStringView columnsChosen = u"columnsChosen";
constexpr int narrowest = 24;
constexpr int widest = 2'000;

QString columnKey(const QHeaderView &header, int section)
{
    return header.model()->headerData(section, Qt::Horizontal, Models::ColumnKeyRole).toString();
}

int sectionOf(const QHeaderView &header, QStringView key)
{
    for (int section = 0; section < header.count(); ++section)
        if (columnKey(header, section) == key)
            return section;
    return -1;
}

} // namespace

ViewState::ViewState(QSettings &settings, QString group)
    : m_settings(settings)
    , m_group(std::move(group))
{ }

// One entry per column, in visual order: key:width, or key:width:hidden.
void ViewState::restoreColumns(QHeaderView &header) const
{
    int place = 0;
    for (const QString &entry : m_settings.value(key(u"columns"_s)).toStringList()) {
        const QStringList parts = entry.split(u':');
        const int section = sectionOf(header, parts.value(0));
        if (section < 0)
            continue;
        header.moveSection(header.visualIndex(section), place++);
        header.setSectionHidden(section, parts.value(2) == u"hidden");
        const int width = parts.value(1).toInt();
        if (width >= narrowest && width <= widest)
            header.resizeSection(section, width);
    }
    if (header.count() > 0 && header.hiddenSectionCount() == header.count())
        header.showSection(0);
    if (auto *room = ColumnRoom::of(header))
        room->setPuttingAside(!flag(columnsChosen.toString(), false));
}

void ViewState::saveColumns(const QHeaderView &header)
{
    QStringList entries;
    const ColumnRoom *room = ColumnRoom::of(header);
    for (int place = 0; place < header.count(); ++place) {
        const int section = header.logicalIndex(place);
        const bool hidden = header.isSectionHidden(section) && !(room && room->isPutAside(section));
        // A hidden section's own width is 0; the default returns when it is shown.
        const int width = room ? room->widthOf(section) : header.sectionSize(section);
        QString entry = columnKey(header, section) % u':' % QString::number(width);
        if (hidden)
            entry += u":hidden"_s;
        entries += entry;
    }
    m_settings.setValue(key(u"columns"_s), entries);
}

void ViewState::fillColumnsMenu(QMenu &menu, QHeaderView &header)
{
    menu.clear();
    for (int place = 0; place < header.count(); ++place) {
        const int section = header.logicalIndex(place);
        QAction *action
            = menu.addAction(header.model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header.isSectionHidden(section));
        action->setEnabled(header.isSectionHidden(section) || header.hiddenSectionCount() < header.count() - 1);
        QObject::connect(action, &QAction::toggled, &header, [this, &header, section](bool shown) {
            // What somebody asks for is shown, with or without room; what is not ticked stays away.
            setFlag(columnsChosen.toString(), true);
            if (auto *room = ColumnRoom::of(header))
                room->setPuttingAside(false);
            header.setSectionHidden(section, !shown);
            if (shown && header.sectionSize(section) < narrowest)
                header.resizeSection(section, header.defaultSectionSize());
            saveColumns(header);
        });
    }
}

void ViewState::restoreSplitter(QSplitter &splitter) const
{
    const QByteArray state = m_settings.value(key(u"splitter"_s)).toByteArray();
    if (!state.isEmpty())
        splitter.restoreState(state);
}

void ViewState::saveSplitter(const QSplitter &splitter)
{
    m_settings.setValue(key(u"splitter"_s), splitter.saveState());
}

bool ViewState::flag(const QString &name, bool otherwise) const
{
    return m_settings.value(key(name), otherwise).toBool();
}

void ViewState::setFlag(const QString &name, bool value)
{
    m_settings.setValue(key(name), value);
}

} // namespace Ui
