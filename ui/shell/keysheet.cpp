#include "ui/shell/keysheet.h"

#include "ui/style/labels.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

void addKeys(QVBoxLayout *layout, const QString &title, const QList<QAction *> &actions)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(32);
    grid->setVerticalSpacing(6);
    int row = 0;
    for (const QAction *action : actions) {
        if (action->isSeparator() || action->shortcut().isEmpty())
            continue;
        grid->addWidget(textLabel(QString(action->text()).remove(u'&')), row, 0);
        grid->addWidget(mutedLabel(action->shortcut().toString(QKeySequence::NativeText)), row, 1);
        ++row;
    }
    if (row == 0) {
        delete grid;
        return;
    }
    grid->setColumnStretch(0, 1);
    layout->addWidget(textLabel(title, TextSize::Section));
    layout->addLayout(grid);
    layout->addSpacing(12);
}

} // namespace

KeySheet::KeySheet(const QList<QAction *> &windowActions, const QList<QAction *> &pageActions, const QString &pageTitle,
    QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"keySheet"_s);
    setWindowTitle(tr("Keyboard Shortcuts"));
    auto *content = new QWidget;
    auto *keys = new QVBoxLayout(content);
    keys->setContentsMargins(16, 12, 16, 8);
    addKeys(keys, pageTitle, pageActions);
    addKeys(keys, tr("Everywhere"), windowActions);
    keys->addStretch();
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"keySheetScroll"_s);
    scroll->setAccessibleName(windowTitle());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    QPushButton *close = button(tr("Close"), u"closeKeySheet"_s);
    close->setDefault(true);
    close->setFocus();
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 16);
    layout->addWidget(scroll, 1);
    layout->addWidget(close, 0, Qt::AlignHCenter);
    resize(std::max(480, 80 * fontMetrics().averageCharWidth()), 620);
}

} // namespace Ui
