#pragma once

#include <QAbstractButton>

namespace Ui {

/// The tab of a section: its name, and how much is in it where there is room to say so. Of the tabs beside it one is
/// checked; the arrow keys lead from one to the next.
class SectionTab final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SectionTab)

public:
    SectionTab(const QString &name, const QString &objectName, QWidget *parent);

    void setName(const QString &name);
    /// How much is in it; a negative number says nothing.
    void setAmount(qsizetype amount);
    /// Without it the tab is as narrow as its name; the tool tip and screen readers tell the amount all the same.
    void setAmountShown(bool shown);
    /// The width with the amount.
    int fullWidth() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void showWords();
    QString fullText() const;
    int widthOf(const QString &text) const;

    QString m_name;
    qsizetype m_amount = -1;
    bool m_isAmountShown = true;
};

} // namespace Ui
