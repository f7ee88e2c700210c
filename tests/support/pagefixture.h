#pragma once

#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"
#include "ui/style/noticebar.h"
#include "ui/widgets/emptystate.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <type_traits>

namespace Fakes {

/// A page of engine, reader and settings over fakes, made anew for every test: begin() in init(), end() in cleanup().
template <typename PageType>
class PageFixture
{
protected:
    void begin()
    {
        m_settings
            = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_settings->clear();
        m_reader = std::make_unique<FakeReader>();
        m_engine = std::make_unique<FakeEngine>();
    }

    void end()
    {
        m_page.reset();
        m_engine.reset();
        m_reader.reset();
    }

    void makePage()
    {
        if constexpr (std::is_constructible_v<PageType, FakeEngine &, FakeReader &, QSettings &>)
            m_page = std::make_unique<PageType>(*m_engine, *m_reader, *m_settings);
        else // a page that only reads
            m_page = std::make_unique<PageType>(*m_reader);
    }

    /// Makes the page over what the reader has by now, and shows it.
    void showPage()
    {
        makePage();
        m_page->resize(1'200, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    template <typename Widget>
    Widget &find(const QString &name)
    {
        auto *widget = m_page->template findChild<Widget *>(name);
        if (!widget)
            qFatal("no widget %s", qUtf8Printable(name));
        return *widget;
    }

    /// The first visible button whose text begins so.
    QPushButton *visibleButton(const QString &text)
    {
        for (auto *button : m_page->template findChildren<QPushButton *>())
            if (button->isVisible() && QString(button->text()).remove(QLatin1Char('&')).startsWith(text))
                return button;
        return nullptr;
    }

    /// Whether an empty part says this title.
    bool isSaid(const QString &title)
    {
        for (const auto *empty : m_page->template findChildren<Ui::EmptyState *>())
            if (empty->isVisible() && empty->title() == title)
                return true;
        return false;
    }

    /// The text of all visible notices.
    QString notices()
    {
        QString text;
        for (const auto *notice : m_page->template findChildren<Ui::NoticeBar *>())
            if (notice->isVisible())
                text += notice->text();
        return text;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<PageType> m_page;
};

} // namespace Fakes
