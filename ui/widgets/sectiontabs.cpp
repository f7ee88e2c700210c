#include "ui/widgets/sectiontabs.h"

#include "ui/style/flowlayout.h"
#include "ui/style/labels.h"
#include "ui/widgets/sectiontab.h"
#include "ui/widgets/taborder.h"

#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int fewestRows = 3;

} // namespace

SectionTabs::SectionTabs(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QWidget(this))
    , m_stack(new QStackedWidget(this))
{
    m_bar->setLayout(new FlowLayout(FlowLayout::Side::Leading, 0));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(rule(this));
    layout->addWidget(m_stack, 1);
}

int SectionTabs::addSection(QWidget *content, const QString &name, const QString &objectName)
{
    const int section = m_stack->addWidget(content);
    auto *tab = new SectionTab(name, objectName, m_bar);
    m_tabs += tab;
    m_bar->layout()->addWidget(tab);
    tab->setChecked(section == m_stack->currentIndex());
    leadInto(tab, content);
    connect(tab, &QAbstractButton::toggled, this, [this, section](bool checked) {
        if (checked)
            m_stack->setCurrentIndex(section);
    });
    fit();
    return section;
}

void SectionTabs::setName(int section, const QString &name)
{
    m_tabs.at(section)->setName(name);
    fit();
}

void SectionTabs::setAmount(int section, qsizetype amount)
{
    m_tabs.at(section)->setAmount(amount);
    fit();
}

void SectionTabs::setSectionVisible(int section, bool visible)
{
    m_tabs.at(section)->setVisible(visible);
    if (!visible && section == currentIndex())
        setCurrentIndex(neighbour(section, -1));
    fit();
}

bool SectionTabs::isSectionVisible(int section) const
{
    return !m_tabs.at(section)->isHidden();
}

int SectionTabs::currentIndex() const
{
    return m_stack->currentIndex();
}

void SectionTabs::setCurrentIndex(int section)
{
    m_tabs.at(section)->setChecked(true);
}

void SectionTabs::focusTab()
{
    m_tabs.at(currentIndex())->setFocus(Qt::ShortcutFocusReason);
}

int SectionTabs::leastHeight(int width) const
{
    const QWidget *open = m_stack->currentWidget();
    const QLayout *parts = open->layout();
    const int content = parts && parts->hasHeightForWidth() ? parts->totalMinimumHeightForWidth(width)
                                                            : open->minimumSizeHint().height();
    // A table asks for hardly more than its header.
    return m_bar->heightForWidth(width) + content + fewestRows * 2 * fontMetrics().height();
}

void SectionTabs::fit()
{
    int wanted = 0;
    for (const SectionTab *tab : std::as_const(m_tabs))
        if (!tab->isHidden())
            wanted += tab->fullWidth();
    for (SectionTab *tab : std::as_const(m_tabs))
        tab->setAmountShown(wanted <= width());
}

int SectionTabs::neighbour(int section, int step) const
{
    const auto tabs = int(m_tabs.size());
    for (int next = (section + step + tabs) % tabs; next != section; next = (next + step + tabs) % tabs)
        if (isSectionVisible(next))
            return next;
    return section;
}

void SectionTabs::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void SectionTabs::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void SectionTabs::keyPressEvent(QKeyEvent *event)
{
    const bool goesOn = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (!goesOn || !(event->modifiers() & Qt::ControlModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool isBack = event->key() == Qt::Key_Backtab || event->modifiers() & Qt::ShiftModifier;
    const bool wasOnTab = m_tabs.at(currentIndex())->hasFocus();
    const QWidget *left = m_stack->currentWidget();
    const bool wasInside = left->isAncestorOf(window()->focusWidget()) || left->hasFocus();
    setCurrentIndex(neighbour(currentIndex(), isBack ? -1 : 1));
    // What had the focus is hidden now.
    if (wasOnTab || wasInside)
        focusTab();
}

} // namespace Ui

#include "moc_sectiontabs.cpp"
