#include "ui/sync/preflightlist.h"

#include "models/diagnostics/diagnosticsreport.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

PreflightList::PreflightList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins({});
    m_layout->setSpacing(6);
}

void PreflightList::setLines(const QList<Models::PreflightLine> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QList<SignLabel *> signs;
    for (const Models::PreflightLine &line : lines) {
        auto *widget = new QWidget;
        widget->setObjectName(u"preflight-%1"_s.arg(line.id));
        auto *row = new QHBoxLayout(widget);
        row->setContentsMargins({});
        row->setSpacing(12);
        auto *sign = new SignLabel;
        sign->setBadge(Models::badgeFor(line.status), line.name);
        signs += sign;
        row->addWidget(sign, 0, Qt::AlignTop);
        QLabel *sentence = line.blocks ? textLabel(line.sentence) : mutedLabel(line.sentence);
        sentence->setObjectName(u"sentence"_s);
        row->addWidget(sentence, 1);
        m_layout->addWidget(widget);
    }
    int widest = 0;
    for (const SignLabel *sign : std::as_const(signs))
        widest = std::max(widest, sign->sizeHint().width());
    for (SignLabel *sign : std::as_const(signs))
        sign->setFixedWidth(widest);
}

} // namespace Ui
