#include "ui/shell/commandpalette.h"

#include "ui/shell/fuzzy.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_input(new QLineEdit)
    , m_list(new QListWidget)
{
    setObjectName(u"commandPalette"_s);
    setWindowTitle(tr("Find a Command"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setAccessibleName(tr("Command to find"));
    m_input->setPlaceholderText(tr("Type a few letters of a command"));
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::run);
    resize(560, 420);
    fill();
    m_input->setFocus();
}

void CommandPalette::fill()
{
    QList<std::pair<int, QAction *>> found;
    for (QAction *action : std::as_const(m_actions))
        if (const auto score = fuzzyScore(m_input->text(), QString(action->text()).remove(u'&')))
            found.append({*score, action});
    if (!m_input->text().isEmpty())
        std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    m_list->clear();
    const int side = m_list->fontMetrics().height();
    m_list->setIconSize({side, side});
    QPixmap none(side, side); // so that all texts begin at one edge
    none.fill(Qt::transparent);
    for (const auto &[score, action] : std::as_const(found)) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        const QString text = QString(action->text()).remove(u'&');
        auto *item = new QListWidgetItem(action->icon().isNull() ? QIcon(none) : action->icon(),
            key.isEmpty() ? text : QString(text % u"   "_s % key), m_list);
        item->setData(Qt::UserRole, QVariant::fromValue(action));
        item->setSizeHint({0, m_list->fontMetrics().height() + 14});
        if (!action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = item->data(Qt::UserRole).value<QAction *>();
    accept();
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

} // namespace Ui
