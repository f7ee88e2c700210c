#pragma once

#include <QLayout>

namespace Ui {

/// A row of widgets that goes on in further rows where the width does not hold it, so that no button is ever narrower
/// than its words.
class FlowLayout final : public QLayout
{
    Q_DISABLE_COPY_MOVE(FlowLayout)

public:
    /// At which end of the width the rows stand.
    enum class Side { Leading, Trailing };
    explicit FlowLayout(Side side = Side::Leading, int distance = 8);
    ~FlowLayout() override;

    void insertWidget(int index, QWidget *widget);
    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// The items that are shown, in rows of at most this width.
    QList<QList<QLayoutItem *>> rowsIn(int width) const;
    int heightOf(const QList<QLayoutItem *> &row) const;

    QList<QLayoutItem *> m_items;
    Side m_side;
    int m_distance;
};

} // namespace Ui
