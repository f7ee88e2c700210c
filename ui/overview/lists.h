#pragma once

#include "models/overview/overviewfacts.h"
#include "models/overview/tour.h"
#include "sync/api/batch.h"

#include <QFrame>
#include <QVBoxLayout>

namespace Ui {

/// The three lists of the Overview, each a card whose lines lead somewhere.
class OverviewList final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewList)

public:
    explicit OverviewList(const QString &title, QWidget *parent = nullptr);

    void setNeeds(const QList<Models::NeedLine> &lines, bool known);
    void setRuns(const QList<Sync::BatchRow> &batches, const QString &failure);
    void setTour(const QList<Models::TourStep> &steps);

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);
    void dismissed();

private:
    void clear();
    void addSentence(const QString &text);
    void addLine(QWidget *left, QWidget *right);
    void addTourStep(const Models::TourStep &step, bool next);

    QVBoxLayout *m_lines;
};

} // namespace Ui
