#include "ui/widgets/filterrow.h"

#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/naming.h"
#include "ui/widgets/searchbox.h"

#include <QCheckBox>
#include <QComboBox>

using namespace Qt::StringLiterals;

namespace Ui {
namespace {

constexpr int searchCharacters = 38;

} // namespace

FilterRow::FilterRow(const Name &search, const QString &placeholder, const QString &clearName, QWidget *parent)
    : QWidget(parent)
    , m_search(named(new SearchBox(this), search.object, search.accessible))
    , m_clear(button(tr("Clear Filter"), clearName, ButtonKind::Normal, {}, this))
    , m_layout(new FlowLayout)
{
    m_search->setPlaceholderText(placeholder);
    m_search->setMinimumWidth(searchCharacters * fontMetrics().averageCharWidth());
    setLayout(m_layout);
    m_layout->addWidget(m_search);
    m_layout->addWidget(m_clear);
    m_clear->setVisible(false);
    connect(m_search, &SearchBox::searched, this, &FilterRow::changed);
    connect(m_search, &SearchBox::rowsWanted, this, &FilterRow::rowsWanted);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        // The button hides itself with the filter; the focus must not fall to a chance neighbour.
        if (m_clear->hasFocus())
            m_search->setFocus(Qt::OtherFocusReason);
        Q_EMIT clearRequested();
    });
}

void FilterRow::add(QWidget *widget)
{
    m_layout->insertWidget(1 + m_added++, widget);
    setTabOrder(widget, m_clear);
}

QComboBox *FilterRow::addChoice(const Name &name)
{
    auto *box = named(new QComboBox(this), name.object, name.accessible);
    connect(box, &QComboBox::currentIndexChanged, this, &FilterRow::changed);
    add(box);
    return box;
}

QAbstractButton *FilterRow::addSwitch(const QString &text, const QString &objectName)
{
    auto *box = named(new QCheckBox(text, this), objectName, text);
    connect(box, &QCheckBox::toggled, this, &FilterRow::changed);
    add(box);
    return box;
}

QPushButton *FilterRow::addRunButton(const QString &objectName, const QString &toolTip)
{
    QPushButton *made = button({}, objectName, ButtonKind::Normal, {}, this);
    made->setToolTip(toolTip);
    made->setVisible(false);
    add(made);
    return made;
}

void FilterRow::showRun(QPushButton &button, qint64 run)
{
    const QString text = tr("Run %1").arg(run);
    button.setText(QString(text % u"  \u2715"));
    button.setAccessibleName(tr("Only %1; press to show all").arg(text));
    button.setVisible(run != 0);
}

void FilterRow::setFiltering(bool filtering)
{
    m_clear->setVisible(filtering);
}

} // namespace Ui

#include "moc_filterrow.cpp"
