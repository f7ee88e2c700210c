#pragma once

#include <QStringList>
#include <QWidget>

class QPainter;

namespace Ui {

/// The steps of something in a row, numbered, those behind with a tick, the present one filled. For looking at only.
class StepStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepStrip)

public:
    explicit StepStrip(QWidget *parent = nullptr);

    void setSteps(const QStringList &names);
    /// The step being done; the count of steps when all are behind, -1 before the first.
    void setCurrent(int step);
    int current() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    int discSide() const;
    QString shownName(int step) const;
    void paintDisc(QPainter &painter, const QRectF &disc, int step) const;

    QStringList m_names;
    int m_current = -1;
};

} // namespace Ui
