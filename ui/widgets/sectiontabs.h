#pragma once

#include <QWidget>

class QStackedWidget;

namespace Ui {

class SectionTab;

/// Sections of a pane under tabs that are never cut or scrolled away: where the width does not hold them all, how much
/// is in each is said by its tool tip only, and where it does not hold their names either, they go on in a further row.
/// Ctrl+Tab and Ctrl+Shift+Tab go round.
class SectionTabs final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SectionTabs)

public:
    explicit SectionTabs(QWidget *parent = nullptr);

    /// The tab gets this object name; the number of the section is returned.
    int addSection(QWidget *content, const QString &name, const QString &objectName);
    void setName(int section, const QString &name);
    /// How much is in it; a negative number says nothing.
    void setAmount(int section, qsizetype amount);
    void setSectionVisible(int section, bool visible);
    bool isSectionVisible(int section) const;
    int currentIndex() const;
    void setCurrentIndex(int section);
    /// The height from which the open section can be used.
    int leastHeight(int width) const;
    /// Gives the tab of the section that is open the focus.
    void focusTab();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();
    /// The next section that is shown, going round.
    int neighbour(int section, int step) const;

    QWidget *m_bar;
    QStackedWidget *m_stack;
    QList<SectionTab *> m_tabs;
};

} // namespace Ui
