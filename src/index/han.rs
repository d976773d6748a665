//! Traditional and simplified forms of Chinese characters as one, for the characters that newspapers use most.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A traditional form before its simplified one, in the order of the former.
const PAIRS: &str = "\
    亂乱亞亚來来倉仓個个們们倫伦偽伪備备傳传債债傷伤傾倾僅仅價价儀仪億亿償偿優优兒儿內内兩两冊册凍冻凱凯別别則则剛刚創创劃划劇剧劉刘動动務务勝胜勞劳勢势勵励勸劝區区\
    協协厲厉參参叢丛吳吴員员問问啟启喪丧單单嗎吗嘆叹嚇吓嚴严國国圍围園园圓圆圖图團团執执堅坚報报場场塊块墜坠壓压壞坏壯壮夠够奪夺奮奋婦妇孫孙學学實实寧宁審审寫写寶宝\
    將将專专尋寻對对導导層层屬属岡冈島岛師师帶带幣币幫帮幹干廢废廣广廳厅張张強强彈弹後后徑径從从復复徹彻惡恶愛爱態态慣惯慶庆憂忧憲宪憶忆應应懷怀懸悬戰战戲戏戶户掃扫\
    揚扬換换揮挥損损搶抢擁拥擇择擊击擔担據据擠挤擬拟擴扩攝摄敵敌數数斷断於于時时曆历書书會会東东條条楊杨業业極极構构樂乐樓楼標标樣样橋桥機机檢检權权歐欧歲岁歷历歸归\
    殘残殺杀毀毁氣气決决沒没況况淚泪淨净減减測测湯汤溝沟溫温滅灭滿满漢汉潔洁澤泽濕湿濟济灣湾災灾為为烏乌無无煙烟煩烦熱热營营爐炉爭争爺爷牆墙獎奖獨独獲获獸兽現现環环\
    產产畢毕畫画當当瘋疯療疗發发盡尽監监盤盘盧卢眾众確确碼码礦矿禍祸禮礼種种稱称積积穩稳窮穷競竞筆笔節节簡简簽签籌筹糧粮糾纠紀纪約约紅红納纳純纯紙纸級级紛纷細细終终\
    組组結结絕绝給给統统經经綜综綠绿維维網网緊紧線线緣缘編编練练縣县縮缩總总織织繼继續续罰罚罷罢羅罗義义習习聖圣聯联聲声職职聽听肅肃腦脑膽胆臉脸臨临臺台與与興兴舉举\
    舊旧莊庄萬万葉叶蓋盖蔣蒋蕭萧薩萨藍蓝藝艺藥药蘇苏蘭兰處处號号虧亏蟲虫術术衛卫衝冲裏里補补裡里製制複复襲袭見见規规視视覺觉覽览觀观觸触訂订計计訊讯討讨訓训記记訪访\
    設设許许評评詞词試试話话該该詳详認认語语誤误說说誰谁課课調调談谈請请論论諾诺謀谋講讲謝谢證证識识譯译議议護护讀读變变讓让豐丰貝贝財财貨货責责貴贵買买費费貿贸賀贺\
    資资賣卖質质賴赖賽赛贊赞贏赢趙赵跡迹蹤踪車车軌轨軍军載载輕轻輪轮輯辑輸输轉转轟轰辦办辭辞農农這这連连週周進进遊游運运過过達达違违遞递遠远遲迟選选遺遗還还邊边鄉乡\
    鄧邓鄭郑鄰邻醫医釋释針针釣钓銀银鋼钢錄录錢钱錦锦錯错鍵键鎖锁鎮镇鏡镜鐘钟鐵铁長长門门閃闪閉闭開开間间閣阁閱阅闊阔關关陣阵陰阴陳陈陸陆陽阳隊队階阶際际隨随險险雖虽\
    雙双雜杂雞鸡離离難难雲云電电霧雾靈灵靜静韓韩響响頁页頂顶項项順顺預预頓顿領领頭头頻频題题額额顏颜願愿類类顧顾顯显風风飄飘飛飞飯饭飲饮養养餘余館馆馬马駐驻駕驾騎骑\
    騙骗驅驱驗验驚惊體体髮发鬥斗鬧闹魚鱼鮮鲜鳥鸟鳳凤鴻鸿鹽盐麗丽麥麦麼么黃黄點点黨党黴霉齊齐齒齿龍龙龐庞";

/// The simplified form of each traditional one.
static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let (from, to) = (PAIRS.chars().step_by(2), PAIRS.chars().skip(1).step_by(2));
    from.zip(to).collect()
});

/// The simplified form of `c`; `c` itself where it is no traditional form that is known here.
pub(super) fn simplified(c: char) -> char {
    FORMS.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_leads_to_one_that_leads_no_further() {
        assert_eq!(PAIRS.chars().count(), 2 * FORMS.len(), "pairs, and none twice");
        assert!(FORMS.values().all(|to| simplified(*to) == *to));
        assert_eq!((simplified('國'), simplified('国'), simplified('a')), ('国', '国', 'a'));
    }
}
