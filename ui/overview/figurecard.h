#pragma once

#include "models/overview/overviewfacts.h"

#include <QAbstractButton>

namespace Ui {

/// A number with its title and meaning; a click leads to the rows it counts. Without a number it shows a dash.
class FigureCard final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureCard)

public:
    explicit FigureCard(QWidget *parent = nullptr);

    void setCard(const Models::OverviewCard &card, const QString &whyMissing);
    const Models::OverviewCard &card() const { return m_card; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Models::OverviewCard m_card;
    QString m_caption;
};

} // namespace Ui
