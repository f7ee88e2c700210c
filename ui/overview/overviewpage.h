#pragma once

#include "models/overview/overviewmodel.h"
#include "ui/overview/figurecard.h"
#include "ui/overview/lists.h"
#include "ui/style/pageframe.h"
#include "ui/widgets/page.h"

#include <QSettings>

class QPushButton;
class QGridLayout;

namespace Ui {

/// The first page: dated numbers that lead to their rows, what needs a person, the last runs and, for newcomers, a list
/// of first steps.
class OverviewPage final : public QWidget, public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewPage)

public:
    /// `model` and `settings` must outlive the page.
    OverviewPage(Models::OverviewModel &model, QSettings &settings, QWidget *parent = nullptr);

    static PageName name() { return {tr("Overview"), QStringLiteral("overview")}; }
    QWidget *widget() override { return this; }
    void showWith(const QVariantMap &filter) override;
    void refresh() override { m_model.refresh(); }
    QWidget *firstFocus() override;

    /// Why no pull may start now, in words; empty when one may.
    void setPullForbidden(const QString &reason);
    /// Brings the list of first steps back; also from the Help menu.
    void showTour();

Q_SIGNALS:
    void openRequested(const QString &page, const QVariantMap &filter);
    void pullRequested();

private:
    void build();
    void update();
    void updateCards();
    void arrangeCards();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Models::OverviewModel &m_model;
    QSettings &m_settings;
    PageFrame *m_frame;
    QGridLayout *m_grid;
    QList<FigureCard *> m_cards;
    OverviewList *m_needs;
    OverviewList *m_runs;
    OverviewList *m_tour;
    QPushButton *m_pull;
    QPushButton *m_review;
    int m_columns = 0;
    bool m_tourWanted;
};

} // namespace Ui
