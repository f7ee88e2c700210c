// Grabs every page of the window in the states empty, full, failing and running, light and dark, into a folder.
// Set QT_SCALE_FACTOR=2 for pictures of dense screens.

#include "tests/support/deskscene.h"
#include "ui/style/noticepanel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;

namespace {

const char *const pages[] = {"overview", "products", "review", "sync", "history", "diagnostics", "logs"};

class Capture
{
public:
    Capture(QApplication &application, QString folder)
        : m_application(application)
        , m_folder(std::move(folder))
    {
    }

    void pagesOf(DeskScene::State state, const QString &name, Ui::Appearance appearance)
    {
        DeskScene scene(m_application, state);
        scene.theme.setAppearance(appearance);
        Ui::MainWindow &window = scene.window();
        window.resize(1280, 800);
        window.show();
        for (const char *page : pages) {
            const QString id = QString::fromLatin1(page);
            if (window.findChild<QWidget *>(u"rail-"_s % id) == nullptr)
                continue;
            window.openPage(id, id == u"diagnostics" && state != DeskScene::State::Empty ? QVariantMap{{u"group"_s, u"data"_s}}
                                                                                        : QVariantMap{});
            QTest::qWait(250);
            save(window, name % u'-' % id);
        }
        if (state == DeskScene::State::Full)
            dialogs(scene, name);
    }

    bool failed() const { return m_failed; }

private:
    void dialogs(DeskScene &scene, const QString &name)
    {
        scene.desk->openRollback({57});
        QTest::qWait(250);
        auto *wizard = scene.window().findChild<QDialog *>(u"rollbackWizard"_s);
        save(*wizard, name % u"-rollback-preview"_s);
        wizard->findChild<QAbstractButton *>(u"rollbackNext"_s)->click();
        QTest::qWait(50);
        save(*wizard, name % u"-rollback-confirm"_s);
        wizard->reject();
        QTest::qWait(50);
        for (const auto &[action, dialog] : {std::pair{u"palette"_s, u"commandPalette"_s}, {u"keySheet"_s, u"keySheet"_s},
                 {u"maintenance"_s, u"maintenanceDialog"_s}, {u"about"_s, u"aboutDialog"_s}}) {
            scene.window().findChild<QAction *>(action)->trigger();
            QTest::qWait(80);
            auto *shown = scene.window().findChild<QDialog *>(dialog);
            save(*shown, name % u'-' % dialog);
            shown->reject();
            QTest::qWait(20);
        }
    }

    void save(QWidget &widget, const QString &name)
    {
        if (!widget.grab().save(m_folder % u'/' % name % u".png"_s)) {
            std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
            m_failed = true;
        }
    }

    QApplication &m_application;
    QString m_folder;
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString folder = application.arguments().value(1, u"pictures"_s);
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "cannot make the folder %s\n", qPrintable(folder));
        return 1;
    }
    Capture capture(application, folder);
    capture.pagesOf(DeskScene::State::Empty, u"empty"_s, Ui::Appearance::Light);
    capture.pagesOf(DeskScene::State::Full, u"full"_s, Ui::Appearance::Light);
    capture.pagesOf(DeskScene::State::Full, u"dark"_s, Ui::Appearance::Dark);
    capture.pagesOf(DeskScene::State::Failing, u"failing"_s, Ui::Appearance::Light);
    capture.pagesOf(DeskScene::State::Running, u"running"_s, Ui::Appearance::Light);
    return capture.failed() ? 1 : 0;
}
