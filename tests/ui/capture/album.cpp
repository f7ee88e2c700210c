#include "album.h"

#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace Capture {

QList<Look> allLooks()
{
    return {
        {.name = u"light"_s},
        {.name = u"dark"_s, .appearance = Ui::Appearance::Dark},
        {.name = u"dense"_s, .pixelRatio = 2},
        {.name = u"large-print"_s, .fontScale = 2},
        {.name = u"right-to-left"_s, .direction = Qt::RightToLeft},
        {.name = u"small"_s, .size = {1024, 640}},
    };
}

Album::Album(QApplication &application, QDir folder, Look look)
    : m_application(application)
    , m_folder(std::move(folder))
    , m_look(std::move(look))
{
    static const QFont usual = QApplication::font();
    QFont font = usual;
    font.setPointSizeF(usual.pointSizeF() * m_look.fontScale);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(m_look.direction);
}

std::unique_ptr<Fakes::DeskScene> Album::open(Fakes::DeskScene::State state) const
{
    auto scene = std::make_unique<Fakes::DeskScene>(m_application, state);
    scene->theme.setAppearance(m_look.appearance);
    scene->window().resize(m_look.size);
    scene->window().show();
    settle(*scene);
    return scene;
}

void Album::settle(Fakes::DeskScene &scene)
{
    for (int calm = 0; calm < 3; ++calm) {
        QTest::qWait(20);
        if (scene.reader.answers().waiting() + scene.engine.answers().waiting() > 0)
            calm = 0;
    }
    QTest::qWait(320); // the models gather what is to be read for 300 ms
    while (scene.reader.answers().waiting() > 0)
        QTest::qWait(20);
    QTest::qWait(20);
}

void Album::save(QWidget &widget, const QString &name)
{
    const QString path = m_folder.filePath(m_look.name % u'-' % name % u".png"_s);
    ++m_count;
    if (!widget.grab().save(path)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
        m_failed = true;
    }
}

} // namespace Capture
