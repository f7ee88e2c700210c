#include "ui/settings/testlines.h"

#include "models/diagnostics/diagnosticsreport.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace Ui {

TestLines::TestLines(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(objectName);
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    setVisible(false);
}

void TestLines::setLines(const QList<Sync::CheckResult> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Sync::CheckResult &line : lines) {
        auto *sign = new SignLabel;
        sign->setBadge(Models::badgeFor(line.status), line.name);
        m_grid->addWidget(sign, row, 0, Qt::AlignTop);
        QLabel *found = line.status == Sync::CheckStatus::CouldNotCheck || line.status == Sync::CheckStatus::NotUsed
            ? mutedLabel(line.summary)
            : textLabel(line.meaning.isEmpty() ? line.summary : QString(line.summary % u' ' % line.meaning));
        found->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(found, row++, 1);
    }
    setAccessibleName(text());
    setVisible(!lines.isEmpty());
}

QString TestLines::text() const
{
    QStringList all;
    for (const Sync::CheckResult &line : m_lines)
        all += u"%1: %2. %3 %4"_s.arg(Models::checkStatusName(line.status), line.name, line.summary, line.meaning)
                   .trimmed();
    return all.join(u'\n');
}

} // namespace Ui
