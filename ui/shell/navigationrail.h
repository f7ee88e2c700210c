#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace Ui {

class RailButton;

/// The pages as icon and word down the left edge; narrow it shows the icons alone, with the word as tool tip.
class NavigationRail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NavigationRail)

public:
    explicit NavigationRail(QWidget *parent = nullptr);

    void addPage(const QString &id, const QString &title, const QString &iconName, const QKeySequence &key);
    void setCurrent(int page);
    /// The number beside a page's word; none for 0.
    void setBadge(const QString &id, qint64 count);
    bool isWide() const { return m_wide; }
    void setWide(bool wide);

Q_SIGNALS:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_layout;
    QButtonGroup *m_group;
    QList<RailButton *> m_buttons;
    bool m_wide = true;
};

} // namespace Ui
