#pragma once

#include "tests/support/deskscene.h"
#include "ui/style/theme.h"

#include <QDir>

namespace Capture {

/// How the window is looked at.
struct Look
{
    QString name;
    Ui::Appearance appearance = Ui::Appearance::Light;
    QSize size = {1280, 800};
    double fontScale = 1;
    qreal pixelRatio
        = 1; ///< Of the screen; set before the program starts, so a look of another takes a program of its own.
    Qt::LayoutDirection direction = Qt::LeftToRight;
};

/// Everything `capture` knows how to look at.
QList<Look> allLooks();

/// The pictures of one look, in a folder.
class Album
{
public:
    /// Gives the application font and direction of the look.
    Album(QApplication &application, QDir folder, Look look);

    const Look &look() const { return m_look; }
    /// A window in a state, shown in the size of the look.
    std::unique_ptr<Fakes::DeskScene> open(Fakes::DeskScene::State state) const;
    /// Waits until nothing asked is unanswered, then a little for timers and painting.
    static void settle(Fakes::DeskScene &scene);
    /// Saves a picture of the widget; what cannot be written is told on standard error.
    void save(QWidget &widget, const QString &name);
    bool failed() const { return m_failed; }
    int count() const { return m_count; }

private:
    QApplication &m_application;
    QDir m_folder;
    Look m_look;
    int m_count = 0;
    bool m_failed = false;
};

} // namespace Capture
