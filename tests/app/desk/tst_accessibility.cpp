// Everything that can be reached can be told and seen: names, tool tips, focus.

#include "tests/support/deskscene.h"
#include "tests/support/keys.h"
#include "ui/send/senddialog.h"
#include "ui/widgets/sectiontabs.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMultiHash>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using Fakes::DeskScene;
using Ui::ActionId;

namespace {

const QStringList pages{
    u"overview"_s, u"products"_s, u"review"_s, u"sync"_s, u"history"_s, u"diagnostics"_s, u"logs"_s};

QString nameOf(const QWidget &widget)
{
    return u"%1 \"%2\""_s.arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName());
}

// What Qt makes inside its own widgets is named by them.
bool isQtsOwn(const QWidget &widget)
{
    return widget.objectName().startsWith(u"qt_")
        || qstrcmp(widget.metaObject()->className(), "QComboBoxListView") == 0;
}

bool takesFocus(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !isQtsOwn(widget);
}

QStringList complaintsAbout(const QWidget &top)
{
    QStringList complaints;
    for (const QWidget *widget : top.findChildren<QWidget *>()) {
        if (!widget->isVisible() || isQtsOwn(*widget))
            continue;
        const bool reachable = widget->focusPolicy() & Qt::TabFocus;
        if (reachable && widget->objectName().isEmpty())
            complaints += nameOf(*widget) % u" has no object name";
        if (reachable && widget->accessibleName().isEmpty())
            complaints += nameOf(*widget) % u" has no accessible name";
        static const QRegularExpression mnemonic(u"&\\w"_s);
        if (widget->accessibleName().contains(mnemonic))
            complaints += nameOf(*widget) % u" reads its mnemonic aloud: " % widget->accessibleName();
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (button && button->text().isEmpty() && (button->toolTip().isEmpty() || button->accessibleName().isEmpty()))
            complaints += nameOf(*widget) % u" is a picture without words";
    }
    return complaints;
}

QImage pictureAround(QWidget &widget)
{
    constexpr int margin = 4;
    QWidget *window = widget.window();
    const QRect place(widget.mapTo(window, QPoint()), widget.size());
    return window->grab(place.adjusted(-margin, -margin, margin, margin)).toImage();
}

// Of buttons that exclude each other Tab goes to the one that is on; arrows lead to the others.
bool isPassedByTab(const QWidget &widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const bool excludes = button && (button->autoExclusive() || (button->group() && button->group()->exclusive()));
    return excludes && button->isCheckable() && !button->isChecked();
}

} // namespace

class TestAccessibility final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeskScene> m_scene;

    Ui::MainWindow &window() { return m_scene->window(); }
    void open(DeskScene::State state)
    {
        m_scene = std::make_unique<DeskScene>(*qApp, state);
        window().resize(1280, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        settle();
    }
    void settle()
    {
        for (int calm = 0; calm < 3; ++calm) {
            QTest::qWait(10);
            if (m_scene->reader.answers().waiting() + m_scene->engine.answers().waiting() > 0)
                calm = 0;
        }
    }
    void addPages()
    {
        QTest::addColumn<QString>("page");
        for (const QString &page : pages)
            QTest::newRow(qPrintable(page)) << page;
    }
    void addSections()
    {
        QTest::addColumn<int>("section");
        for (const auto &[section, name] : {std::pair{0, "fields"}, {1, "variants"}, {2, "metafields"}, {3, "media"},
                 {4, "placement"}, {5, "history"}})
            QTest::newRow(name) << section;
    }
    void goToSection(int section)
    {
        go(u"products"_s);
        window().findChild<Ui::TableView *>(u"productsTable"_s)->selectId(5);
        settle();
        window().findChild<Ui::SectionTabs *>(u"productTabs"_s)->setCurrentIndex(section);
        settle();
    }
    void tabGoesEverywhere()
    {
        QWidget *start = QApplication::focusWidget();
        QVERIFY(start);
        QSet<const QWidget *> reached;
        // Twice round: what lies behind the focus may only be offered once it has stood on a row.
        int rounds = 0;
        for (int presses = 0; presses < 400; ++presses) {
            Keys::press(Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget());
            reached.insert(QApplication::focusWidget());
            if (QApplication::focusWidget() == start && ++rounds == 2)
                break;
        }
        QVERIFY2(reached.contains(start), "Tab never comes round");
        for (const QWidget *widget : window().findChildren<QWidget *>())
            if (takesFocus(*widget) && !isPassedByTab(*widget) && !widget->focusProxy())
                QVERIFY2(reached.contains(widget), qPrintable(nameOf(*widget)));
    }
    void focusIsSeen()
    {
        const QList<QWidget *> widgets = window().findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (!takesFocus(*widget) || widget->focusProxy())
                continue;
            for (QWidget *above = widget->parentWidget(); above; above = above->parentWidget())
                if (auto *area = qobject_cast<QScrollArea *>(above))
                    area->ensureWidgetVisible(widget);
            window().setFocus();
            const QImage without = pictureAround(*widget);
            widget->setFocus(Qt::TabFocusReason);
            if (!widget->hasFocus())
                continue;
            QVERIFY2(pictureAround(*widget) != without, qPrintable(nameOf(*widget)));
        }
    }
    /// What stands there for each Alt and letter.
    QMultiHash<QString, QString> mnemonics()
    {
        QMultiHash<QString, QString> all;
        const auto add = [&all](const QString &text) {
            const QKeySequence keys = QKeySequence::mnemonic(text);
            if (!keys.isEmpty())
                all.insert(keys.toString(), text);
        };
        for (const QAction *menu : window().menuBar()->actions())
            if (menu->isVisible())
                add(menu->text());
        for (const QAbstractButton *button : window().findChildren<QAbstractButton *>())
            if (button->isVisible())
                add(button->text());
        for (const QLabel *label : window().findChildren<QLabel *>())
            if (label->isVisible() && label->buddy())
                add(label->text());
        return all;
    }
    void noMnemonicMeansTwoThings()
    {
        const QMultiHash<QString, QString> all = mnemonics();
        QVERIFY(!all.isEmpty());
        for (const QString &keys : all.uniqueKeys())
            QVERIFY2(all.count(keys) == 1, qPrintable(keys % u": " % all.values(keys).join(u", "_s)));
    }
    void go(const QString &page)
    {
        if (page == u"diagnostics")
            window().actions().action(ActionId::RunChecks)->trigger();
        window().openPage(page);
        settle();
    }
    void checkDialog(const QString &name)
    {
        settle();
        auto *dialog = window().findChild<QDialog *>(name);
        if (!dialog)
            for (QWidget *top : QApplication::topLevelWidgets())
                if (top->objectName() == name)
                    dialog = qobject_cast<QDialog *>(top);
        QVERIFY2(dialog, qPrintable(name));
        QVERIFY2(!dialog->windowTitle().isEmpty(), qPrintable(name));
        const QStringList complaints = complaintsAbout(*dialog);
        QVERIFY2(complaints.isEmpty(), qPrintable(name % u": " % complaints.join(u"\n"_s)));
        dialog->reject();
        settle();
    }

private Q_SLOTS:
    void cleanup() { m_scene.reset(); }

    void everythingOnAPageIsNamed_data()
    {
        QTest::addColumn<DeskScene::State>("state");
        QTest::addColumn<QString>("page");
        using State = DeskScene::State;
        for (const auto &[state, name] : {std::pair{State::Empty, "empty"}, {State::Full, "full"},
                 {State::Failing, "failing"}, {State::Running, "running"}})
            for (const QString &page : pages)
                QTest::addRow("%s %s", name, qPrintable(page)) << state << page;
    }

    void everythingOnAPageIsNamed()
    {
        QFETCH(DeskScene::State, state);
        QFETCH(QString, page);
        open(state);
        go(page);
        QCOMPARE(window().currentPage(), page);
        const QStringList complaints = complaintsAbout(window());
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u"\n"_s)));
    }

    void everythingInADialogIsNamed()
    {
        open(DeskScene::State::Full);
        for (const auto &[action, dialog] : {std::pair{ActionId::CommandPalette, u"commandPalette"_s},
                 {ActionId::KeySheet, u"keySheet"_s}, {ActionId::Maintenance, u"maintenanceDialog"_s},
                 {ActionId::About, u"aboutDialog"_s}, {ActionId::RollBack, u"rollbackWizard"_s}}) {
            window().actions().action(action)->trigger();
            checkDialog(dialog);
        }
        m_scene->desk->openRollback({57});
        checkDialog(u"rollbackWizard"_s);
        go(u"review"_s);
        window().findChild<QAction *>(u"rejectShown"_s)->trigger();
        checkDialog(u"askRejectShown"_s);
        m_scene->reader.approveToSend(30);
        Sync::DeskState desk = Fakes::FakeEngine::healthyDesk();
        for (const Sync::SafeLevel level : {Sync::SafeLevel::Careful, Sync::SafeLevel::Locked}) {
            desk.safeLevel = level;
            m_scene->engine.tell(desk);
            window().actions().action(ActionId::Send)->trigger();
            checkDialog(u"sendDialog"_s);
        }
        go(u"diagnostics"_s);
        window().openPage(u"diagnostics"_s, {{u"group"_s, u"data"_s}});
        settle();
        window().findChild<QAbstractButton *>(u"openRemedy"_s)->click();
        checkDialog(u"remedyDialog"_s);
        for (QWidget *top : QApplication::topLevelWidgets())
            if (auto *lower = top->findChild<QAction *>(u"safeLevel-careful"_s);
                lower && desk.safeLevel != Sync::SafeLevel::Careful)
                lower->trigger();
        checkDialog(u"lowerLevelDialog"_s);
    }

    void theQuestionOnClosingIsNamed()
    {
        open(DeskScene::State::Running);
        window().close();
        checkDialog(u"closeDialog"_s);
    }

    void tabReachesEverythingOnAPage_data() { addPages(); }

    void tabReachesEverythingOnAPage()
    {
        QFETCH(QString, page);
        open(DeskScene::State::Full);
        go(page);
        tabGoesEverywhere();
        noMnemonicMeansTwoThings();
    }

    void tabReachesEverythingInASection_data() { addSections(); }

    void tabReachesEverythingInASection()
    {
        QFETCH(int, section);
        open(DeskScene::State::Full);
        goToSection(section);
        const QStringList complaints = complaintsAbout(window());
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u"\n"_s)));
        tabGoesEverywhere();
        noMnemonicMeansTwoThings();
    }

    void theFocusIsSeenInASection_data() { addSections(); }

    void theFocusIsSeenInASection()
    {
        QFETCH(int, section);
        open(DeskScene::State::Full);
        goToSection(section);
        focusIsSeen();
    }

    void theFocusIsSeen_data() { addPages(); }

    void theFocusIsSeen()
    {
        QFETCH(QString, page);
        open(DeskScene::State::Full);
        go(page);
        focusIsSeen();
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
